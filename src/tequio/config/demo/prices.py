"""What common works cost in Valle de Tequio: believable prices, none of them real."""

from tequio.participation.proposals import services

_PESO = 100  # centavos

# The work, its unit, from and to how many pesos one costs, and the category it goes with.
WORKS = (
    ("Banqueta nueva", "m²", 900, 1_300, "calles"),
    ("Rampa en esquina", "pieza", 9_500, 14_000, "calles"),
    ("Cruce elevado", "pieza", 180_000, 260_000, "calles"),
    ("Luminaria LED con poste", "pieza", 16_000, 24_000, "alumbrado"),
    ("Árbol con su cajete y un año de riego", "pieza", 2_800, 4_500, "parques"),
    ("Banca de concreto", "pieza", 6_500, 9_000, "parques"),
    ("Juego infantil", "pieza", 85_000, 190_000, "parques"),
    ("Techo de malla para cancha", "m²", 1_900, 2_700, "deporte"),
    ("Bebedero", "pieza", 28_000, 45_000, "escuelas"),
    ("Mural con taller", "m²", 1_100, 1_800, "cultura"),
)


def make_prices(*, year: int, actor: int) -> None:
    """Fill the catalogue of typical works with the prices of a year."""
    rows = [
        {
            "name": name,
            "unit": unit,
            "cost_min_centavos": low * _PESO,
            "cost_max_centavos": high * _PESO,
            "category_code": category,
            "size_code": "",
            "year": year,
            "source": "Contratos del municipio, demostración",
            "active": True,
        }
        for name, unit, low, high, category in WORKS
    ]
    services.load_works(rows=rows, actor=actor)
