"""The codelists of OCDS 1.1 and of the Mexican extensions: their codes, and whether others may be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Codelist:
    """Its codes in the order of the standard. A closed codelist allows no other code."""

    codes: tuple[str, ...]
    closed: bool = False


def _codes(text: str, *, closed: bool = False) -> Codelist:
    return Codelist(tuple(text.split()), closed)


CODELISTS: dict[str, Codelist] = {
    # Closed.
    "awardStatus": _codes("pending active cancelled unsuccessful", closed=True),
    "contractStatus": _codes("pending active cancelled terminated", closed=True),
    "initiationType": _codes("tender", closed=True),
    "method": _codes("open selective limited direct", closed=True),
    "milestoneStatus": _codes("scheduled met notMet partiallyMet", closed=True),
    "procurementCategory": _codes("goods works services", closed=True),
    "releaseTag": _codes(
        "planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award awardUpdate "
        "awardCancellation contract contractUpdate contractAmendment implementation implementationUpdate "
        "contractTermination compiled",
        closed=True,
    ),
    "tenderStatus": _codes("planning planned active cancelled unsuccessful complete withdrawn", closed=True),
    "bidStatus": _codes("invited pending valid disqualified withdrawn", closed=True),
    "implementationStatus": _codes("planning ongoing concluded", closed=True),
    "geometryType": _codes("Point MultiPoint LineString MultiLineString Polygon MultiPolygon", closed=True),
    "currency": _codes(
        "ADP AED AFA AFN ALK ALL AMD ANG AOA AOK AON AOR ARA ARP ARS ARY ATS AUD AWG AYM AZM AZN BAD BAM BBD "
        "BDT BEC BEF BEL BGJ BGK BGL BGN BHD BIF BMD BND BOB BOP BOV BRB BRC BRE BRL BRN BRR BSD BTN BUK BWP "
        "BYB BYN BYR BZD CAD CDF CHC CHE CHF CHW CLF CLP CNY COP COU CRC CSD CSJ CSK CUC CUP CVE CYP CZK DDM "
        "DEM DJF DKK DOP DZD ECS ECV EEK EGP ERN ESA ESB ESP ETB EUR FIM FJD FKP FRF GBP GEK GEL GHC GHP GHS "
        "GIP GMD GNE GNF GNS GQE GRD GTQ GWE GWP GYD HKD HNL HRD HRK HTG HUF IDR IEP ILP ILR ILS INR IQD IRR "
        "ISJ ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAJ LAK LBP LKR LRD LSL LSM LTL LTT LUC "
        "LUF LUL LVL LVR LYD MAD MDL MGA MGF MKD MLF MMK MNT MOP MRO MRU MTL MTP MUR MVQ MVR MWK MXN MXP MXV "
        "MYR MZE MZM MZN NAD NGN NIC NIO NLG NOK NPR NZD OMR PAB PEH PEI PEN PES PGK PHP PKR PLN PLZ PTE PYG "
        "QAR RHD ROK ROL RON RSD RUB RUR RWF SAR SBD SCR SDD SDG SDP SEK SGD SHP SIT SKK SLL SOS SRD SRG SSP "
        "STD STN SUR SVC SYP SZL THB TJR TJS TMM TMT TND TOP TPE TRL TRY TTD TWD TZS UAH UAK UGS UGW UGX USD "
        "USN USS UYI UYN UYP UYU UYW UZS VEB VEF VES VNC VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XEU "
        "XFO XFU XOF XPD XPF XPT XRE XSU XTS XUA XXX YDD YER YUD YUM YUN ZAL ZAR ZMK ZMW ZRN ZRZ ZWC ZWD ZWL "
        "ZWN ZWR",
        closed=True,
    ),
    # Open.
    "awardCriteria": _codes(
        "priceOnly costOnly qualityOnly ratedCriteria lowestCost bestProposal bestValueToGovernment "
        "singleBidOnly"
    ),
    "contactPointType": _codes("contactPoint attorney"),
    "documentType": _codes(
        "plannedProcurementNotice tenderNotice awardNotice contractNotice completionCertificate "
        "procurementPlan biddingDocuments technicalSpecifications evaluationCriteria evaluationReports "
        "contractDraft contractSigned contractArrangements contractSchedule physicalProgressReport "
        "financialProgressReport finalAudit hearingNotice marketStudies eligibilityCriteria clarifications "
        "shortlistedFirms environmentalImpact assetAndLiabilityAssessment riskProvisions winningBid "
        "complaints contractAnnexe contractGuarantees subContract needsAssessment feasibilityStudy "
        "projectPlan billOfQuantity bidders conflictOfInterest debarments illustration submissionDocuments "
        "contractSummary cancellationDetails"
    ),
    "exchangeRateSource": _codes("contract market application"),
    "extendedProcurementCategory": _codes("goods works services consultingServices"),
    "guaranteeType": _codes("bail depositSlip letterOfCredit suretyBond check"),
    "guaranteedObligations": _codes("fulfillment prepaid latentDefects confidentiality quality"),
    "itemClassificationScheme": _codes("CPV CPVS GSIN UNSPSC CPC OKDP OKPD CUCOP NAICS PSC HS"),
    "legalPersonality": _codes("naturalPerson legalPerson"),
    "locationGazetteers": _codes("NUTS ISO2 GEONAMES OSMN OSMR OSMW"),
    "milestoneType": _codes(
        "preProcurement approval engagement assessment delivery reporting financing payment"
    ),
    "partyRole": _codes(
        "buyer procuringEntity supplier tenderer funder enquirer payer payee reviewBody interestedParty"
    ),
    # The extension's own list says "wireTransfe"; the tool that uses it writes "wireTransfer".
    "paymentMethod": _codes("cash check wireTransfe wireTransfer corporateCard letterOfCredit"),
    "relatedProcess": _codes(
        "framework planning parent prior unsuccessfulProcess subContract replacementProcess renewalProcess"
    ),
    "relatedProcessScheme": _codes("ocid"),
    "statistic": _codes(
        "requests bids validBids lowestValidBidValue highestValidBidValue bidders qualifiedBidders "
        "disqualifiedBidders electronicBids smeBids microBids smallBids mediumBids foreignBids "
        "foreignBidsFromEU foreignBidsFromNonEU tendersAbnormallyLow tendersDisqualified"
    ),
    "submissionMethod": _codes("electronicSubmission electronicAuction written inPerson"),
    "surveillanceMechanisms": _codes("socialWitness citizenComptroller internalControlUnit externalAuditor"),
    "unitClassificationScheme": _codes("UNCEFACT QUDT"),
}
