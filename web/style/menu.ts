/** A menu, on the pages of families and of the team. */
export const MENU_STYLE = `
.menu{position:relative;border:0;padding:0;background:0 0}
.menu>summary{display:inline-flex;align-items:center;gap:.45em;padding-inline:.5em;border-radius:.5rem;font-size:.9375em;list-style:none}
.menu>summary::-webkit-details-marker{display:none}
.menu>summary:not(.button):hover,.menu>.chosen{background:var(--wash)}
.menu>summary:has(>.line-icon+.screen-reader:last-child){justify-content:center;min-width:2.75rem;padding:0}
.menu[open]>summary>.line-icon:last-child{transform:scaleY(-1)}
.menu>.pop{position:absolute;z-index:5;inset-inline-end:0;width:max-content;min-width:13rem;max-width:min(20rem,90vw);max-height:60vh;margin:.25rem 0 0;padding:.4rem;overflow:auto;background:var(--card);border:1px solid var(--line);border-radius:.9rem;box-shadow:0 .5rem 1.5rem #0003}
.from-start>.pop{inset-inline:0 auto}
.pop>*+*{margin-block-start:0}
.pop ul{margin:0;padding:0;list-style:none}
.menu>.pop :is(a,button:not([hidden]),[aria-current]){display:flex;align-items:center;justify-content:flex-start;gap:.7em;width:100%;min-height:44px;margin:0;padding:.2em .7em;border:0;border-radius:.5rem;background:0 0;color:var(--ink);font-size:.9375em;font-weight:400;text-align:start;text-decoration:none}
.menu>.pop :is(a,button):hover{background:var(--wash)}
.menu>.pop a.late{color:var(--clay)}
.menu>.pop :is(a,span)[aria-current]{font-weight:600}
.pop [aria-current]::after{content:"✓";margin-inline-start:auto;color:var(--leaf)}`

/** In the team's pages: lower with a mouse, and on a phone as wide as what it belongs to. */
export const TEAM_MENU_STYLE = `
@media screen and (min-width:62rem){.team .menu>summary,.team .menu>.pop :is(a,button,[aria-current]){min-height:2.25rem}}
@media screen and (max-width:61.99rem){.team .menu{position:static}.team .menu>.pop{inset-inline:0;width:auto;max-width:none}}`
