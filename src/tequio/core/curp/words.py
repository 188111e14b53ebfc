"""The words that the first four letters must not make: their second letter becomes X.

From the catalogue of inconvenient words annexed to the *Instructivo Normativo para la Asignación de la CURP*.
"""

FORBIDDEN = frozenset(
    """
    BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA
    GUEI GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO
    LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO POPO
    PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI WUEY
    """.split()
)


def softened(letters: str) -> str:
    """Return the four letters, with X for the second where they would make one of the words."""
    return f"{letters[0]}X{letters[2:]}" if letters in FORBIDDEN else letters
