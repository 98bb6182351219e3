import type { errors as source } from './en-errors.ts'

/** What refusals and fields in trouble say, in Spanish. */
export const errors: Record<keyof typeof source, string> = {
  'error.no-translator': 'La traducción automática no está activada aquí. Por favor traduzca a mano.',
  'error.translation-failed':
    'La máquina no dio una traducción que sirva. No se cambió nada. Por favor intente de nuevo o traduzca a mano.',
  'error.already-decided': 'Esto ya se decidió. No se cambió nada.',
  'error.already-scheduled': 'Ya se fijó el horario, y es otro. No se cambió nada.',
  'error.ambiguous-local-time':
    'Esa noche se atrasa el reloj y esta hora se repite. Elija cuál de las dos quiere decir.',
  'error.ballot-changed':
    'Su voto se cambió en otro dispositivo mientras usted estaba aquí, así que lo que acaba de enviar no quedó registrado. Abajo están los dos: mírelos y envíe otra vez.',
  'error.code-expired': 'Este código ya no sirve. Pida uno nuevo, por favor.',
  'error.code-wrong': 'Ese código no es correcto. Revíselo y escríbalo otra vez.',
  'error.conflict':
    'Alguien cambió esto mientras usted estaba aquí. No se perdió nada de lo que escribió. Mírelo y envíe otra vez.',
  'error.deadline-after-first-option': 'La votación tiene que cerrar antes de que empiece el primer horario.',
  'error.duplicate-option': 'El mismo horario aparece dos veces. Quite uno, por favor.',
  'error.family-changed':
    'Alguien cambió los datos de esta familia mientras usted estaba aquí. Lo que escribió sigue abajo. Mírelo y guarde otra vez.',
  'error.forbidden': 'Esta página es para otras personas del equipo.',
  'error.idempotency-conflict': 'Esto ya se envió con otro contenido. No se cambió nada.',
  'error.invalid-input': 'Hay respuestas que conviene revisar. Lo que escribió sigue aquí.',
  'error.item-changed':
    'Alguien cambió esta línea mientras usted estaba aquí. No se perdió nada de lo que escribió. Mírela y guarde otra vez.',
  'error.last-organizer': 'El equipo necesita al menos una persona que organice. Invite antes a otra.',
  'error.link-expired': 'Este enlace ya no funciona. La escuela puede darle uno nuevo.',
  'error.nonexistent-local-time':
    'Esa noche se adelanta el reloj y esta hora no existe. Elija una hora anterior o posterior.',
  'error.not-found': 'No encontramos esta página.',
  'error.options-changed':
    'La escuela cambió los horarios mientras esta página estaba abierta, así que su voto todavía no quedó registrado. Mire los horarios de abajo y envíe otra vez.',
  'error.poll-closed':
    'La votación ya cerró, así que esto no quedó registrado. Lo que eligió sigue abajo. Si quiere decírselo a la escuela, llame por teléfono.',
  'error.poll-not-open': 'Esta votación no está abierta. No se registró nada.',
  'error.reason-needed': 'Diga en pocas palabras por qué elige este horario.',
  'error.roster-encoding':
    'No pudimos leer las letras de este archivo. Guárdelo como UTF-8 e inténtelo otra vez. No se cambió nada.',
  'error.roster-too-large': 'Este archivo es demasiado grande, o lo es su contenido. No se cambió nada.',
  'error.roster-unreadable':
    'No pudimos leer este archivo. Debe ser un zip de OneRoster o un archivo CSV. No se cambió nada.',
  'error.school-changed':
    'Alguien cambió los ajustes mientras usted estaba aquí. Lo que escribió sigue abajo. Mírelo y guarde otra vez.',
  'error.send-directly': 'Este archivo se puede enviar aquí directamente.',
  'error.session-not-begun': 'La sesión todavía no empieza. Ciérrala cuando la gente esté ahí.',
  'error.calendar-unreadable':
    'No podemos leer este archivo de calendario. Guárdalo como iCalendar (.ics) e inténtalo otra vez. No se cambió nada.',
  'error.calendar-too-large':
    'Este calendario tiene demasiados días, o días que se repiten sin fin. Guarda solo los de este año escolar e inténtalo otra vez. No se cambió nada.',
  'error.address-not-allowed':
    'Solo podemos leer direcciones de internet que empiezan con https://. No se cambió nada.',
  'error.address-no-answer':
    'No había un calendario en esta dirección, o tardó demasiado. Guarda el calendario como archivo y súbelo.',
  'error.too-many-messages':
    'Ya salieron dos mensajes para esta fecha. Llama a la escuela si hay algo más que decir.',
  'error.wording-fields': 'Estos campos deben estar, y ningún otro: {fields}. Tus palabras siguen aquí.',
  'error.confirm-number':
    'Lo recibirían {people} personas. Escribe ese número para confirmar. No se envió nada.',
  'error.session-cancelled': 'Este taller se canceló, así que no se registró nada.',
  'error.session-full':
    'En este momento no quedan lugares, así que su respuesta no quedó registrada. Abajo puede pedir un lugar en la lista de espera.',
  'error.sign-in-needed': 'Primero entre con su cuenta o su enlace.',
  'error.time-in-past': 'Esta hora ya pasó. Elija una más tarde, por favor.',
  'error.too-large': 'Es más de lo que podemos recibir de una vez. No se cambió nada.',
  'error.too-many-options': 'Son demasiados horarios para una votación. Quite algunos, por favor.',
  'error.too-many-tries': 'Se intentó demasiadas veces. Espere un poco y pida un código nuevo.',
  'error.unknown-option':
    'Uno de estos horarios ya no es parte de la votación. Mire los horarios de abajo y envíe otra vez.',
  'error.unsupported-media-type':
    'Aquí no se puede leer este tipo de archivo. Debe ser un zip de OneRoster o un archivo CSV.',
  'error.workshop-changed':
    'Alguien cambió este taller mientras usted estaba aquí. Lo que escribió sigue abajo. Mírelo y guarde otra vez.',
  'field.address-needed': 'Escriba el número o la dirección.',
  'field.ambiguous-local-time': 'Esta hora se repite. Elija cuál de las dos quiere.',
  'field.nonexistent-local-time': 'Esta hora no existe. Elija la anterior o la siguiente.',
  'field.caregiver-on-each-side': 'Cada una de las dos familias necesita al menos un adulto.',
  'field.file-needed': 'Elija un archivo.',
  'field.group': 'Escriba el grupo como tipo:valor, por ejemplo language:so.',
  'field.marks': 'Dé un signo para cada hora: y, i, n o -.',
  'field.more-than-adults': 'Son más adultos de los que vienen.',
  'field.more-than-people': 'Son más personas de las que vienen.',
  'field.name-needed': 'Escriba al menos un nombre.',
  'field.phone': 'Revise el número de teléfono.',
  'field.reason-needed': 'Diga por qué, en pocas palabras.',
  'field.sure': 'Marque que está de acuerdo. No se cambió nada.',
  'field.time-in-past': 'Esta hora ya pasó.',
  'field.unknown-option': 'Este horario ya no es parte de la votación.',
  'field.duplicate-option': 'Este horario aparece dos veces.',
  'field.clock-time': 'Escriba una hora del día, por ejemplo 15:00.',
  'field.country': 'Escriba el país con dos letras, por ejemplo US.',
  'field.email': 'Revise el correo electrónico.',
  'field.too-far': 'Elija días más cercanos: diez semanas como máximo.',
  'field.date': 'Indique una fecha.',
  'field.end-before-start': 'El final tiene que ser después del comienzo.',
  'field.invalid': 'Revise esto otra vez, por favor.',
  'field.language': 'Elija un idioma de la lista.',
  'field.language-needed': 'Escríbalo en al menos un idioma.',
  'field.not-among-languages': 'El idioma principal tiene que ser uno de los idiomas de la escuela.',
  'field.number': 'Escriba un número entero.',
  'field.required': 'Esto todavía está vacío.',
  'field.time-zone': 'Elija una zona horaria de la lista.',
  'field.too-big': 'Este número es demasiado grande.',
  'field.too-long': 'Este texto es demasiado largo.',
  'field.too-small': 'Este número es demasiado pequeño.',
  'field.unknown-field': 'La página envió algo que no conocemos. Vuelva a cargarla, por favor.',
}
