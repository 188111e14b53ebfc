"""The rules with which a house begins. The office words them again as it likes."""

from django.db import migrations
from django.utils import timezone

RULES = (
    (
        "Se habla de la propuesta, no de quien la hizo",
        "Puede decir que una idea es mala, cara o innecesaria, y por qué. No se insulta, no se amenaza y no se "
        "hace burla de nadie, ni de quienes trabajan en el gobierno.",
    ),
    (
        "No se publican datos personales",
        "Ni suyos ni de otras personas: teléfonos, direcciones particulares, fotografías de niñas o niños, "
        "números de identificación o datos de salud.",
    ),
    (
        "No se discrimina",
        "No se admiten mensajes contra nadie por su origen, color de piel, sexo, género, orientación, edad, "
        "discapacidad, religión, condición social o modo de hablar.",
    ),
    (
        "No se hace propaganda",
        "Ni anuncios de negocios, ni propaganda de partidos, candidaturas o funcionarios. Tampoco se pide el "
        "voto a cambio de algo.",
    ),
    (
        "Se dice la verdad hasta donde se sabe",
        "Si da un dato, diga de dónde viene. No se inventan hechos ni delitos, y nadie se hace pasar por otra "
        "persona.",
    ),
    (
        "Se escribe sobre el asunto",
        "El comentario ayuda a mejorar la propuesta, a entenderla o a decidir. No se repite lo mismo en muchas "
        "partes.",
    ),
)


def write(apps, schema_editor):
    HouseRule = apps.get_model("discussion", "HouseRule")
    now = timezone.now()
    HouseRule.objects.bulk_create(
        HouseRule(number=number, since=now, title=title, text=text)
        for number, (title, text) in enumerate(RULES, 1)
    )


class Migration(migrations.Migration):

    dependencies = [("discussion", "0002_what_stands")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
