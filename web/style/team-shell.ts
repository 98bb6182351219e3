/** The frame of the team's pages: a sidebar from 62 rem on; below it the same navigation is a bar at the bottom of the screen. */
export const SHELL_STYLE = `
.team{--line:#eadfd1}@media(prefers-color-scheme:dark){.team{--line:#40362f}}
.team{display:grid;grid-template-columns:14rem minmax(0,1fr);grid-template-rows:1fr auto;min-height:100vh}
.team main{grid-column:2;max-width:72rem;width:100%;min-width:0;margin-inline:0;padding:1rem 2rem .75rem}
.pill{display:inline-block;padding:.05em .6em;margin:.1em .3em .1em 0;border-radius:99rem;background:var(--wash);font-size:.8125em;font-weight:600}
.side{grid-row:1/3;background:var(--wash);border-inline-end:1px solid var(--line)}
.side .cut-paper{position:absolute;inset-block-start:0;inset-inline:0;z-index:1}
.head{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:start;justify-content:space-between}.head>*{margin:0}.team .crumb+:is(.head,h1){margin-block-start:0}.head{position:relative}.head>div:first-child{flex:1 1 11.5rem;min-width:0}.head>div:first-child>*{margin:0}.head>div:first-child>.soft{font-size:.875em}.team .head+.meta,.team .head+p{margin-block-start:.2rem}.head .actions{gap:.5rem}.head .actions>:not(.menu,.phone){display:inline-flex;justify-content:center;align-items:center;gap:.4em}.head .plain{min-height:2.25rem;padding-inline:.4rem;font-weight:600;text-decoration:none}.team [hidden]{display:none!important}.team .actions .line-icon{color:inherit}.crumb{font-size:.875rem;line-height:1.2;max-width:none}.crumb a{color:var(--soft)}
.stay{position:sticky;inset-block-start:0;height:100vh;display:flex;flex-direction:column;padding:1.4rem .75rem .5rem}
.stay>.name{display:flex;align-items:center;min-height:2.75rem;padding-inline:.6rem;font-weight:700;color:var(--ink);text-decoration:none}
.side ul{list-style:none;padding:0;max-width:none}
.stay>nav{flex:1;overflow:auto;margin-block-start:.75rem}
.side :is(nav,.pop) :is(a,button,:where([aria-current])){display:flex;align-items:center;gap:.7em;width:100%;min-height:2.4rem;padding:.2rem .6rem;border:0;border-radius:.5rem;background:0 0;color:var(--ink);font-weight:400;text-align:start;text-decoration:none;justify-content:flex-start}
.side :is(a,button):hover{background:var(--paper)}
.side nav a.here{background:var(--paper);font-weight:600}
.stay>nav li>ul{margin-block:.1rem .5rem;margin-inline-start:1.2rem;padding-inline-start:.6rem;border-inline-start:1.5px solid var(--line)}
.stay>nav li>ul a{min-height:2.1rem;font-size:.9em;color:var(--soft)}
.side nav a[aria-current]{font-weight:600;color:var(--ink)}
.line-icon{flex:none;width:1.3rem;height:1.3rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;color:var(--soft)}
.here>.line-icon{color:var(--clay)}:is(.filters [aria-current],main button)>.line-icon{color:inherit}
.me>summary{display:flex;font-size:1em;align-items:center;gap:.7em;padding:.35rem .6rem;border-radius:.5rem;list-style:none}
.person{display:grid;flex:1;min-width:0;line-height:1.25}.person small{color:var(--soft);font-weight:400}
.initials{display:grid;place-items:center;flex:none;width:2rem;height:2rem;border-radius:50%;background:var(--leaf);color:var(--on);font-size:.75rem}
.me>.pop{inset-block-end:100%;inset-inline:0;width:auto;max-width:none;max-height:75vh}
.me>.pop>*+*{margin-block-start:.3rem;padding-block-start:.3rem;border-block-start:1px solid var(--line)}
.me .pop h2{padding:.3rem .6rem 0;font-size:.85rem;color:var(--soft)}
.team :is(.phone,.subs){display:none}.me>.pop>.phone+*{border:0}
@media screen and (max-width:61.99rem){
.team{display:block;padding-block-end:4.25rem}
.team main{padding:.5rem 1rem 1rem}
.team .desktop{display:none}.team .phone{display:block}
.side{border:0;background:0 0}.stay{position:static;height:auto;display:block;padding:.8rem .5rem 0}
.stay>nav,.me{position:fixed;z-index:6;inset-block-end:0;margin:0;height:4.25rem;background:var(--card);border-block-start:1px solid var(--line)!important}
.stay>nav{inset-inline:0 20%;overflow:visible}.stay>nav>ul{display:flex;height:100%}.stay>nav>ul>li{flex:1 1 0;min-width:0}.stay>nav li>ul{display:none}
.side .me{position:fixed;inset-inline:80% 0;border-radius:0;background:var(--card)}
.stay>nav>ul>li>a,.me>summary{display:grid!important;place-content:center!important;justify-items:center;gap:.1rem!important;height:100%;padding:0!important;font-size:.75rem;font-weight:500!important;border-radius:0!important;text-align:center;overflow-wrap:anywhere}
.side nav a.here{background:0 0;box-shadow:inset 0 3px var(--clay)}.stay>nav>ul>li{position:relative}.stay>nav .pill{position:absolute;white-space:nowrap;inset-block-start:.25rem;inset-inline-start:calc(50% + .4rem)}
.head .actions .button{padding-inline:.8rem}.me>.pop>.phone+*{border-block-start:1px solid var(--line)}.team .me>.pop{position:fixed;inset-block-end:4.5rem;inset-inline:.5rem}.pop nav ul,.pop>.phone>div{display:grid;grid-template-columns:1fr 1fr}.pop>.phone>div>:only-child{grid-column:1/-1}
.team .subs{display:block;margin-block-end:1rem;border-block-end:1px solid var(--line)}.subs ul{display:flex;overflow-x:auto;list-style:none;padding:0}.subs a{display:flex;align-items:center;min-height:2.75rem;padding-inline:.7rem;white-space:nowrap;color:var(--soft);text-decoration:none}.subs [aria-current]{color:var(--ink);font-weight:600;border-block-end:2px solid var(--clay)}
}
@media print{.team{--line:#666}.team .no-print{display:none}.team{display:block;min-height:0}.team main{padding:0;max-width:none}.side{display:none}}`

/** The team reads more at once than families do: smaller type, and lower controls with a mouse. */
export const DENSE_STYLE = `
.team main>*+*,.team section>*+*,.team form>*+*,.team fieldset>*+*,.team details>*+*{margin-block-start:.75rem}.team main>section,.team main>.beside{margin-block-start:1.5rem}
.team :is(input,select,textarea,.choice){border-color:var(--edge)}.team :is(button,.button).quiet{border-color:var(--edge);background:var(--card);color:var(--ink)}.team [aria-invalid]{border-color:var(--clay)}
.team :is(.card,fieldset,details){border-width:1px}
.side .pill{margin:0;margin-inline-start:auto;min-width:1.4rem;padding:.05rem .4rem;border-radius:99rem;background:var(--line);color:var(--ink);font-size:.75rem;font-weight:600;text-align:center;font-variant-numeric:tabular-nums}.team .screen-reader+*{margin-block-start:0}.help{display:inline-grid;place-items:center;min-width:1.75rem;min-height:1.75rem;border:1px solid var(--edge);border-radius:50%;color:var(--soft);font-size:.875rem;font-weight:600;text-decoration:none}@media screen and (max-width:61.99rem){.help{min-width:2.75rem;min-height:2.75rem}}.side .pill.late{background:var(--clay);color:var(--on)}
@media screen{html:has(.team){font-size:100%}}
@media screen and (min-width:62rem){.team{font-size:.9375rem;line-height:1.45}.team :is(input,select,button,.button){min-height:2.25rem}.team :is(button,.button){padding:.3rem 1rem}.team :is(input,select,textarea){padding:.3rem .6rem}}
.team h1{font-size:1.5rem;line-height:1.25}.team h2{font-size:1.1rem}`
