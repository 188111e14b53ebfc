"""What the people of Valle de Tequio ask for: believable projects in plain words, none of them real."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A category of the edition: its code, name and drawing, and the office that judges and carries it out."""

    code: str
    name: str
    drawing: str
    office: str


@dataclass(frozen=True, slots=True)
class Idea:
    """A project that a colonia may ask for. ``thousands`` is what it costs, in thousands of pesos."""

    topic: str
    title: str
    problem: str
    solution: str
    place: str
    thousands: int


TOPICS = (
    Topic("parques", "Parques y áreas verdes", "park", "SPM"),
    Topic("alumbrado", "Alumbrado", "lights", "SPM"),
    Topic("calles", "Calles y banquetas", "street", "INF"),
    Topic("agua", "Agua y drenaje", "water", "AGU"),
    Topic("escuelas", "Escuelas", "school", "EDU"),
    Topic("cultura", "Cultura", "culture", "CUL"),
    Topic("seguridad", "Seguridad", "safety", "SEG"),
    Topic("salud", "Salud", "health", "SAL"),
    Topic("deporte", "Deporte", "sport", "CUL"),
    Topic("comercio", "Mercados y comercio", "market", "DUR"),
)

IDEAS = (
    Idea(
        "parques",
        "Parque de bolsillo en el callejón",
        "El terreno de la esquina está vacío. De noche da miedo pasar y de día se llena de basura.",
        "Limpiar el terreno y poner árboles, bancas, una llave de agua y dos lámparas.",
        "En la esquina del callejón, junto a la tienda",
        980,
    ),
    Idea(
        "calles",
        "Banquetas para andar sin bajarse a la calle",
        "Quien usa silla de ruedas o carriola tiene que ir por el arroyo, entre los coches.",
        "Rehacer cuatro cuadras de banqueta con rampas, y mover los postes que estorban.",
        "Calle principal, de la primaria a la parada del camión",
        2_350,
    ),
    Idea(
        "alumbrado",
        "Luz en el andador de la escuela",
        "El turno de la tarde sale cuando ya oscureció y el andador no tiene ni una lámpara que sirva.",
        "Poner 24 luminarias de bajo consumo y podar los árboles que las tapan.",
        "Andador entre la secundaria y la avenida",
        760,
    ),
    Idea(
        "agua",
        "Drenaje pluvial para que ya no se inunde",
        "Con cada aguacero el agua entra a las casas de la parte baja. El año pasado fueron once.",
        "Construir 180 metros de drenaje para lluvia y seis bocas de tormenta.",
        "La cuadra baja, frente al templo",
        2_900,
    ),
    Idea(
        "escuelas",
        "Techo para el patio de la primaria",
        "A mediodía el patio arde y las niñas y los niños hacen educación física bajo el sol.",
        "Una velaria de 20 por 30 metros con su estructura y canaletas para juntar la lluvia.",
        "Patio de la primaria",
        1_850,
    ),
    Idea(
        "cultura",
        "Casa de la música del barrio",
        "Hay una banda de jóvenes que ensaya en la calle porque no tiene dónde.",
        "Arreglar el salón abandonado: techo, piso, baños y paredes que no dejen salir el ruido.",
        "El salón que era la cooperativa",
        1_420,
    ),
    Idea(
        "seguridad",
        "Cruces seguros frente al preescolar",
        "Los coches bajan rápido la cuesta y no hay paso marcado. Ya hubo dos atropellados.",
        "Tres pasos elevados, pintura, señales y un reductor antes de la curva.",
        "La cuesta, frente al preescolar",
        640,
    ),
    Idea(
        "salud",
        "Consultorio del barrio con rampa y sala de espera",
        "El consultorio tiene tres escalones y la gente espera de pie en la banqueta.",
        "Rampa, una sala techada con bancas, baño accesible y un filtro de agua.",
        "El consultorio de la colonia",
        890,
    ),
    Idea(
        "deporte",
        "Cancha de usos múltiples con gradas",
        "La cancha es de tierra y cuando llueve se hace lodo por una semana.",
        "Piso de concreto, tableros, porterías, gradas para cien personas y luz.",
        "El llano de atrás de la iglesia",
        1_980,
    ),
    Idea(
        "comercio",
        "Techumbre para el tianguis de los jueves",
        "Los puestos ponen lonas amarradas a los postes y a los árboles; con el viento se vienen abajo.",
        "Una techumbre ligera, tomas de agua, contactos eléctricos y contenedores de basura.",
        "La explanada del tianguis",
        2_600,
    ),
    Idea(
        "parques",
        "Sombra y juegos para el jardín",
        "Los juegos están oxidados y no hay ni un árbol grande: a las once ya no hay quien se quede.",
        "Cambiar los juegos, plantar 40 árboles nativos y poner un piso que no lastime.",
        "El jardín de la colonia",
        1_250,
    ),
    Idea(
        "calles",
        "Empedrado y guarniciones de la subida",
        "En tiempo de lluvias la subida se deslava y las ambulancias no llegan arriba.",
        "Empedrar 300 metros con guarniciones y una canaleta a cada lado.",
        "La subida al panteón",
        2_780,
    ),
    Idea(
        "alumbrado",
        "Lámparas solares en la parada del camión",
        "La gente espera el primer camión a las cinco de la mañana, a oscuras.",
        "Ocho lámparas solares y una parada con techo y asiento.",
        "Parada de la carretera vieja",
        410,
    ),
    Idea(
        "agua",
        "Captación de lluvia en veinte casas",
        "Aquí el agua llega dos veces por semana y en mayo no llega.",
        "Canaletas, filtros y cisternas para veinte familias que elija la asamblea.",
        "Las calles altas",
        1_100,
    ),
    Idea(
        "escuelas",
        "Baños nuevos en la secundaria",
        "De ocho sanitarios sirven tres, y las muchachas prefieren no tomar agua en todo el día.",
        "Rehacer los dos núcleos de baños, con uno accesible, y una cisterna.",
        "La secundaria",
        1_600,
    ),
    Idea(
        "cultura",
        "Murales de la memoria del barrio",
        "Las bardas del arroyo están rayadas y nadie recuerda cómo era el lugar.",
        "Seis murales hechos con la gente mayor, talleres de dibujo y una placa con cada historia.",
        "Las bardas del arroyo",
        320,
    ),
    Idea(
        "seguridad",
        "Comité y caseta de vigilancia vecinal",
        "La caseta está sin vidrios y el teléfono no sirve desde hace tres años.",
        "Arreglar la caseta, poner radio y cuatro cámaras que atienda la central.",
        "La caseta de la entrada",
        880,
    ),
    Idea(
        "salud",
        "Gimnasio al aire libre para personas mayores",
        "Las personas mayores caminan en círculos en el estacionamiento porque no hay otro lugar.",
        "Diez aparatos suaves, piso plano, barandal, sombra y bancas.",
        "El parque de los viejos",
        560,
    ),
    Idea(
        "deporte",
        "Pista para caminar alrededor del bordo",
        "La gente corre por la orilla de la carretera, entre tráileres.",
        "Una pista de 800 metros de tezontle con luz y letreros de distancia.",
        "El bordo",
        1_340,
    ),
    Idea(
        "comercio",
        "Calle de a pie los domingos",
        "Los domingos vienen familias a comer y no hay por dónde caminar.",
        "Bolardos que se quitan, macetas, bancas y señales para cerrar dos cuadras al coche.",
        "Las dos cuadras del mercado",
        720,
    ),
    Idea(
        "parques",
        "Rescate del arroyo y su arboleda",
        "El arroyo trae escombro y la arboleda se está secando.",
        "Sacar el escombro, sembrar 300 sauces y ahuehuetes y trazar un sendero.",
        "El arroyo, entre los dos puentes",
        2_150,
    ),
    Idea(
        "calles",
        "Puente peatonal sobre la barranca",
        "Para ir a la escuela hay que rodear la barranca: cuarenta minutos a pie.",
        "Un puente de 32 metros con barandal alto, luz y acceso sin escalones.",
        "La barranca, junto al mezquite grande",
        3_800,
    ),
    Idea(
        "alumbrado",
        "Cambio de luminarias viejas",
        "Media colonia tiene focos amarillos que gastan mucho y alumbran poco.",
        "Cambiar 120 luminarias y revisar la línea que se bota con la lluvia.",
        "Toda la colonia",
        1_700,
    ),
    Idea(
        "agua",
        "Tanque elevado para la parte alta",
        "El agua no sube. Las familias de arriba la acarrean en cubetas.",
        "Un tanque de 60 mil litros, bomba y 400 metros de tubería.",
        "El cerrito",
        3_400,
    ),
    Idea(
        "escuelas",
        "Biblioteca y cuarto de cómputo",
        "Los libros están en cajas y las computadoras son de hace quince años.",
        "Estantes, mesas, veinte computadoras, internet y un curso para las maestras.",
        "La telesecundaria",
        1_150,
    ),
    Idea(
        "cultura",
        "Foro al aire libre en el atrio",
        "Las fiestas se hacen con templete rentado y cada año cuesta más.",
        "Un foro de cantera con luz, contactos y bancas para doscientas personas.",
        "El atrio",
        2_050,
    ),
    Idea(
        "seguridad",
        "Camino seguro a la preparatoria",
        "Son diez minutos a pie por una brecha con monte alto.",
        "Desmontar, alumbrar 600 metros, poner banqueta y botones de auxilio.",
        "La brecha a la preparatoria",
        2_240,
    ),
    Idea(
        "salud",
        "Brigada contra el dengue y descacharrización",
        "El verano pasado hubo treinta casos y los tinacos siguen destapados.",
        "Dos jornadas casa por casa, tapas para tinacos y retiro de llantas y cacharros.",
        "Toda la colonia",
        280,
    ),
    Idea(
        "deporte",
        "Escuela de box y lucha en la bodega",
        "Cuarenta muchachos entrenan en una cochera prestada.",
        "Adaptar la bodega municipal: ring, costales, baños y ventilación.",
        "La bodega municipal",
        970,
    ),
    Idea(
        "comercio",
        "Módulos para las cocineras del parque",
        "Venden desde hace treinta años con anafre y sin agua corriente.",
        "Diez módulos con tarja, gas seguro, trampa de grasa y un comedor techado.",
        "El costado del parque",
        1_880,
    ),
    Idea(
        "parques",
        "Huerto y composta del barrio",
        "El lote del municipio se usa de tiradero y la basura de cocina se va toda al relleno.",
        "Camas de cultivo, composta, una cisterna y un taller cada mes.",
        "El lote de junto al kínder",
        450,
    ),
    Idea(
        "calles",
        "Ciclovía hasta la zona de trabajo",
        "Trescientas personas van en bicicleta por el acotamiento y ya hubo accidentes.",
        "Dos kilómetros de carril separado, señales y estacionamiento de bicicletas.",
        "Avenida de las fábricas",
        3_600,
    ),
)

FEASIBLE = (
    "El terreno es municipal y la obra cabe en el plazo. Se ajustó el costo con precios de este año.",
    "Se visitó el sitio. Es viable con el proyecto tipo del municipio y no necesita otros permisos.",
    "Es viable. Se recomienda hacerla fuera de la temporada de lluvias y avisar antes a los vecinos.",
    "Cumple con la norma y el área puede darle mantenimiento. El costo incluye la supervisión.",
)
INFEASIBLE = (
    "El terreno es de una familia y no hay convenio para usarlo. Si lo presta, puede proponerse otra vez.",
    "Es carretera estatal: el municipio no puede hacer obra ahí. La petición ya se envió al Estado.",
    "Por ahí pasa una línea de alta tensión y no se permite construir debajo. Sirve el lote de enfrente.",
    "Ya está contratada una obra igual en el mismo lugar, que empieza en dos meses.",
)
