"""The codelists of OC4IDS 0.9.5: their codes, and whether others may be used."""

from tequio.core.ocds.profile.codelists import CODELISTS as OCDS
from tequio.core.ocds.profile.codelists import Codelist


def _codes(text: str, *, closed: bool = False) -> Codelist:
    return Codelist(tuple(text.split()), closed)


# Those that are the same in OCDS are taken from there.
_SHARED = ("currency", "geometryType", "method", "milestoneStatus", "releaseTag", "unitClassificationScheme")

CODELISTS: dict[str, Codelist] = {name: OCDS[name] for name in _SHARED} | {
    "assetClass": _codes("debt equity", closed=True),
    "classificationScheme": _codes(
        "sdg sdgTarget icms costIdsLegalType costIdsAdministrativeLevel ifc-environmental-social"
    ),
    "climateMeasure": _codes(
        "embodiedEnergyReduction embodiedEmissionReduction fugitiveEmissionReduction "
        "renewableEnergySources carbonCapture recycledMaterials regenerativeDesign locationAnalysis "
        "climateRiskAnalysis"
    ),
    "climateOversightTypes": _codes("internal external", closed=True),
    "conservationMeasure": _codes(
        "locationAnalysis biologicalCorridors natureBasedSolutions habitatRestoration setAsides "
        "invasiveSpeciesManagement habitatLossReduction pollutionReduction soilManagement waterManagement "
        "airManagement biodiversityOffsets"
    ),
    "constructionMaterial": _codes(
        "asphalt aggregate brick cement concrete metal mortar plywood resinAndPolymer soil stone timber"
    ),
    "contractNature": _codes("design construction supervision", closed=True),
    "contractingProcessStatus": _codes("pre-award active closed", closed=True),
    "costCategory": _codes("acquisition construction renewal operation maintenance endOfLife"),
    "country": _codes(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS "
        "BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE "
        "EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM "
        "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC "
        "LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
        "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
        "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
        "TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW",
        closed=True,
    ),
    "debtRepaymentPriority": _codes("senior subordinated", closed=True),
    "documentType": _codes(
        "plannedProcurementNotice tenderNotice awardNotice contractNotice completionCertificate "
        "procurementPlan biddingDocuments technicalSpecifications evaluationCriteria evaluationReports "
        "contractDraft contractSigned contractArrangements physicalProgressReport financialProgressReport "
        "hearingNotice marketStudies eligibilityCriteria clarifications shortlistedFirms "
        "environmentalImpact assetAndLiabilityAssessment riskProvisions winningBid complaints "
        "contractAnnexe contractGuarantees subContract feasibilityStudy projectPlan billOfQuantity "
        "bidders conflictOfInterest debarments illustration submissionDocuments contractSummary "
        "cancellationDetails valueForMoneyAnalysis serviceDescription estimatedDemand evaluationCommittee "
        "requestForQualification minutes negotiationParameters defaultEvents termination "
        "performanceReport needsAssessment socialImpact landAndSettlementImpact projectScope "
        "resettlementPlan projectEvaluation budgetApproval budgetAmendmentApproval financialAgreement "
        "financialAuditReport technicalAuditReport qualityAssuranceReport incorporationCertificate "
        "contractAmendment designReport paymentCertificate escalationApproval climateMeasures "
        "conservationMeasures environmentalMeasures policyAlignment procurementStrategyRiskAssessment "
        "lifeCycleCostMethodology costBenefitAnalysis environmentalExemption "
        "climateAndDisasterRiskAssessment climateTransformation decommissioningPlans impactMethodology "
        "inclusiveDesign inclusiveImplementation supplierEnvironmentalCertification "
        "supplierHealthAndSafetyCertification antiCorruptionCertification oversightReport "
        "informationRequest informationRequestResponse buildingInspectionReport ghgEmissionsForecast "
        "ghgEmissionsReduction ghgEmissions abatementCostMethodology minutes.lobbyingMeeting "
        "minutes.consultationMeeting consultationMeetingInvitation materialTestResults maintenancePlan"
    ),
    "environmentalGoal": _codes("climateChangeAdaptation climateChangeMitigation", closed=True),
    "environmentalMeasure": _codes(
        "wasteManagement constructionWasteDisposal materialSourcing naturalResourceUse "
        "waterContaminationManagement"
    ),
    "financingArrangementType": _codes(
        "bond loan hybrid shares.listed shares.unlisted grant guarantee",
        closed=True,
    ),
    "financingPartyType": _codes("institutional commercial bilateral multilateral vendor other", closed=True),
    "laborObligations": _codes(
        "minimumWage paidOvertime weeklyRestProtection forcedLaborProhibition childLaborProhibition "
        "equalOpportunities nondiscrimination grievanceMechanism workingAtHeight undergroundWork "
        "materialsEquipmentHandling accidentMonitoring trafficManagement accommodation "
        "protectivePersonalEquipment"
    ),
    "locationGazetteers": _codes("NUTS ISO2 GEONAMES OSMN OSMR OSMW WDPA"),
    "metricID": _codes("financialProgress physicalProgress"),
    "milestoneCode": _codes(
        "projectApproval commercialClose financialClose commencement completion commissioning "
        "enquiryPeriodStart enquiryPeriodEnd draftFinalTender"
    ),
    "milestoneType": _codes(
        "preProcurement approval engagement assessment delivery reporting financing payment procurement "
        "contractClose"
    ),
    "modificationType": _codes("duration value scope"),
    "partyRole": _codes(
        "buyer procuringEntity supplier tenderer funder enquirer payer payee reviewBody interestedParty "
        "publicAuthority administrativeEntity climateFinanceFocalPoint independentMonitor"
    ),
    "policyAlignment": _codes(
        "SDG nationalPlan infrastructurePlan sectorPlan procurementPlan parisAgreement "
        "nationallyDeterminedContribution nationalAdaptationPlan mediumTermFiscalFramework"
    ),
    "projectSector": _codes(
        "education health energy energy.solar energy.wind energy.hydropower energy.biomass "
        "energy.geothermal communications waterAndWaste governance economy cultureSportsAndRecreation "
        "transport transport.air transport.water transport.rail transport.road transport.urban "
        "transport.lowCarbon socialHousing naturalResources naturalResources.floodProtection"
    ),
    "projectStatus": _codes(
        "identification preparation implementation completion maintenance decommissioning decommissioned "
        "cancelled",
        closed=True,
    ),
    "projectType": _codes("construction rehabilitation replacement expansion decommissioning", closed=True),
    "relatedProject": _codes("construction rehabilitation replacement expansion"),
    "relatedProjectScheme": _codes("oc4ids"),
    "sustainabilityStrategy": _codes(
        "awardCriteria contractPerformanceConditions marginOfPreference reservedParticipation "
        "selectionCriteria technicalSpecifications euGPPCriteria nationalGPPCriteria otherGPPCriteria"
    ),
}
