/** English for the door of a session. */
export const enDoor = {
  'door.titleOf': 'At the door of “{workshop}”',
  'door.button': 'At the door',
  'door.done': '{family}: welcome!',
  'door.counts':
    '{families} of {expected} families are here · {adults, plural, one {# adult} other {# adults}}, {children, plural, one {# child} other {# children}}',
  'door.riders': 'Still missing for a ride: {families}',
  'door.search': 'Find a family by any name',
  'door.notFound': 'Nobody of that name is missing. Somebody new? Welcome them below.',
  'door.expected':
    '{count, plural, =0 {Everybody who is expected is here} one {# family is still expected} other {# families are still expected}}',
  'door.here': 'They are here',
  'door.walkIn': 'Somebody we do not know yet',
  'door.name': 'Name',
  'door.language': 'Language they speak',
  'door.welcome': 'Welcome them',
  'door.areHere':
    '{count, plural, =0 {Nobody is here yet} one {# family is here} other {# families are here}}',
  'door.people':
    '{adults, plural, one {# adult} other {# adults}}, {children, plural, one {# child} other {# children}}',
  'door.change': 'Change',
  'door.undo': 'They are not here after all',
  'checklist.how.show':
    'At your last {showSessions} sessions {showPercent} of 100 who said yes came: that is what we count with.',
  'door.close': 'Close the attendance',
  'door.closeText': 'When everybody is here: what your families did then counts for the next order of food.',
  'door.closed': 'The attendance is closed. Thank you!',
  'door.reopen': 'Open it again',
  'door.kept':
    'Kept on this phone, not sent yet: {count}. They go out by themselves when the connection is back.',
  'door.sent': 'Everything is sent.',
  'door.refused': 'This could not be taken. Reload the page and try it again: {names}',
} as const
