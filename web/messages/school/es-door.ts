import type { enDoor } from './en-door.ts'

/** Spanish for the door of a session. */
export const esDoor: Record<keyof typeof enDoor, string> = {
  'door.titleOf': 'A la entrada de «{workshop}»',
  'door.button': 'A la entrada',
  'door.done': '{family}: ¡bienvenidos!',
  'door.counts':
    '{families} de {expected} familias están aquí · {adults, plural, one {# adulto} other {# adultos}}, {children, plural, one {# niño} other {# niños}}',
  'door.riders': 'Aún faltan para el transporte: {families}',
  'door.search': 'Buscar una familia por cualquier nombre',
  'door.notFound': 'No falta nadie con ese nombre. ¿Es alguien nuevo? Recíbalo abajo.',
  'door.expected':
    '{count, plural, =0 {Ya están todos los que se esperaba} one {Aún se espera a # familia} other {Aún se espera a # familias}}',
  'door.here': 'Están aquí',
  'door.walkIn': 'Alguien que aún no conocemos',
  'door.name': 'Nombre',
  'door.language': 'Idioma que habla',
  'door.welcome': 'Darles la bienvenida',
  'door.areHere':
    '{count, plural, =0 {Aún no hay nadie} one {# familia está aquí} other {# familias están aquí}}',
  'door.people':
    '{adults, plural, one {# adulto} other {# adultos}}, {children, plural, one {# niño} other {# niños}}',
  'door.change': 'Cambiar',
  'door.undo': 'Al final no están aquí',
  'checklist.how.show':
    'En sus últimas {showSessions} sesiones vinieron {showPercent} de cada 100 que dijeron sí: con eso contamos.',
  'door.close': 'Cerrar la asistencia',
  'door.closeText':
    'Cuando estén todos: lo que hicieron sus familias cuenta para el próximo pedido de comida.',
  'door.closed': 'La asistencia está cerrada. ¡Gracias!',
  'door.reopen': 'Abrirla de nuevo',
  'door.kept':
    'Guardado en este teléfono, todavía sin enviar: {count}. Se envía solo cuando vuelva la conexión.',
  'door.sent': 'Todo se envió.',
  'door.refused': 'Esto no se pudo tomar. Recarga la página e inténtalo otra vez: {names}',
}
