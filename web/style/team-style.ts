import { STYLE, styleHash } from './style.ts'

// A sidebar from 62 rem on; below it the same navigation is a bar at the bottom of the screen.
const SHELL = `
.team{display:grid;grid-template-columns:14rem minmax(0,1fr);grid-template-rows:1fr auto;min-height:100vh}
.team main{grid-column:2;max-width:72rem;width:100%;min-width:0;margin-inline:0;padding:1.5rem 2rem 3rem}
.team footer.site{grid-column:2;margin-inline:0;padding-inline:2rem}
.side{grid-row:1/3;background:var(--wash);border-inline-end:1px solid var(--line)}
.side .cut-paper{position:absolute;inset-block-start:0;inset-inline:0;z-index:1}
.stay{position:sticky;inset-block-start:0;height:100vh;display:flex;flex-direction:column;padding:1.4rem .75rem .5rem}
.stay>.name{display:flex;align-items:center;min-height:2.75rem;padding-inline:.6rem;font-weight:700;color:var(--ink);text-decoration:none}
.side ul{list-style:none;padding:0;max-width:none}
.stay>nav{flex:1;overflow:auto;margin-block-start:.75rem}
.side :is(nav,.menu) :is(a,button){display:flex;align-items:center;gap:.7em;width:100%;min-height:2.4rem;padding:.2rem .6rem;border:0;border-radius:.5rem;background:0 0;color:var(--ink);font-weight:400;text-align:start;text-decoration:none;justify-content:flex-start}
.side :is(a,button):hover{background:var(--paper)}
.side nav a.here{background:var(--paper);font-weight:600}
.stay>nav li>ul{margin-block:.1rem .5rem;margin-inline-start:1.2rem;padding-inline-start:.6rem;border-inline-start:1.5px solid var(--line)}
.stay>nav li>ul a{min-height:2.1rem;font-size:.9em;color:var(--soft)}
.side nav a[aria-current]{font-weight:600;color:var(--ink)}
.line-icon{flex:none;width:1.3rem;height:1.3rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;color:var(--soft)}
.here>.line-icon{color:var(--clay)}
.side details{border:0;padding:0;background:0 0;position:relative}
.side summary{display:flex;align-items:center;gap:.7em;padding:.35rem .6rem;border-radius:.5rem;list-style:none}
.side summary::-webkit-details-marker{display:none}
.person{display:grid;flex:1;min-width:0;line-height:1.25}.person small{color:var(--soft);font-weight:400}
.initials{display:grid;place-items:center;flex:none;width:2rem;height:2rem;border-radius:50%;background:var(--leaf);color:var(--on);font-size:.75rem}
.menu{position:absolute;inset-block-end:100%;inset-inline:0;z-index:5;padding:.5rem;background:var(--card);border:1px solid var(--line);border-radius:.9rem;max-height:75vh;overflow:auto}
.menu>*+*{margin-block-start:.3rem;padding-block-start:.3rem;border-block-start:1px solid var(--line)}
.menu h2{padding:.3rem .6rem 0;font-size:.85rem;color:var(--soft)}
.menu li [aria-current]::after{content:"✓";margin-inline-start:auto;color:var(--leaf)}
.team :is(.phone,.subs){display:none}
@media screen and (max-width:61.99rem){
.team{display:block;padding-block-end:4.25rem}
.team main{padding:1rem 1rem 2rem}.team footer.site{padding-inline:1rem}
.team .desktop{display:none}.team .phone{display:block}
.side{border:0;background:0 0}.stay{position:static;height:auto;display:block;padding:.8rem .5rem 0}
.stay>nav,.me{position:fixed;z-index:6;inset-block-end:0;margin:0;height:4.25rem;background:var(--card);border-block-start:1px solid var(--line)!important}
.stay>nav{inset-inline:0 20%;overflow:visible}.stay>nav>ul{display:flex;height:100%}.stay>nav>ul>li{flex:1 1 0;min-width:0}.stay>nav li>ul{display:none}
.side .me{position:fixed;inset-inline:80% 0;border-radius:0;background:var(--card)}
.stay>nav>ul>li>a,.me>summary{display:grid!important;place-content:center!important;justify-items:center;gap:.1rem!important;height:100%;padding:0!important;font-size:.75rem;font-weight:500!important;border-radius:0!important;text-align:center;overflow-wrap:anywhere}
.side nav a.here{background:0 0;box-shadow:inset 0 3px var(--clay)}
.menu{position:fixed;inset-block-end:4.5rem;inset-inline:.5rem}.menu nav ul{display:grid;grid-template-columns:1fr 1fr}.side .menu :is(a,button){min-height:2.75rem}
.team .subs{display:block;margin-block-end:1rem;border-block-end:1px solid var(--line)}.subs ul{display:flex;overflow-x:auto;list-style:none;padding:0}.subs a{display:flex;align-items:center;min-height:2.75rem;padding-inline:.7rem;white-space:nowrap;color:var(--soft);text-decoration:none}.subs [aria-current]{color:var(--ink);font-weight:600;border-block-end:2px solid var(--clay)}
}
@media print{.team .no-print{display:none}.team{display:block;min-height:0}.team main{padding:0;max-width:none}.side{display:none}}`

// The team reads more at once than families do: smaller type, and lower controls with a mouse.
const DENSE = `
@media screen{html:has(.team){font-size:100%}}
@media screen and (min-width:62rem){.team{font-size:.9375rem}.team :is(input,select,button,.button){min-height:2.25rem}.team :is(button,.button){padding:.3rem 1rem}.team :is(input,select,textarea){padding:.3rem .6rem}}
.team h1{font-size:1.5rem}.team h2{font-size:1.1rem}`

const CHECKLIST = `
.meta{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;max-width:none;color:var(--soft)}.meta>*{display:inline-flex;align-items:center;gap:.4em}.meta .line-icon{width:1rem;height:1rem}
:is(.meta,.due) .late,.item.late .due{color:var(--clay);font-weight:600}.meta .late .line-icon{color:var(--clay)}
.ready{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.5rem}
.ready a{display:block;padding:.35rem .6rem .45rem;color:inherit;text-decoration:none;background:var(--card);border:1px solid var(--line);border-radius:.5rem;font-size:.8125rem}
.ready :is(b,span){display:flex;align-items:center;gap:.4em}.ready .line-icon{width:.95rem;height:.95rem}
.ready .late{border-color:var(--clay)}.ready .late :is(span,span .line-icon){color:var(--clay)}.ready .recheck{border-color:var(--honey)}.ready .recheck :is(span,span .line-icon){color:var(--honey)}
.meter{display:block;width:100%;height:.3rem;margin-block-start:.25rem;background:var(--wash);border-radius:2px;overflow:hidden;fill:var(--night);print-color-adjust:exact}.meter.late{fill:var(--clay)}.meter.recheck{fill:var(--honey)}.meter.ready{fill:var(--leaf)}[dir=rtl] .meter{transform:scaleX(-1)}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between}.filters ul{display:flex;flex-wrap:wrap;gap:.3rem;list-style:none;padding:0}
.filters a{display:flex;align-items:center;gap:.4em;min-height:2rem;padding-inline:.75em;border:1px solid var(--line);border-radius:99rem;background:var(--card);color:var(--ink);font-size:.875rem;text-decoration:none}.filters .late:not([aria-current]){color:var(--clay)}.filters [aria-current]{background:var(--ink);color:var(--paper);font-weight:600}
.area{display:grid;grid-template-columns:8rem minmax(0,1fr);border-block-start:1px solid var(--line)}.area>*+*,.areas>*+*{margin-block-start:0}.area>h2{display:flex;gap:.5em;align-items:center;align-self:start;min-height:2.4rem;font-size:.875rem}.area>h2 .line-icon{width:1.1rem;height:1.1rem}.area ul{list-style:none;padding:0;max-width:none}
.area .item{position:relative;display:grid;grid-template-columns:minmax(0,1fr) 7.5rem 7rem 6.5rem 8rem;gap:0 .6rem;align-items:center;min-height:2.4rem;padding:.15rem .4rem}.item+.item{border-block-start:1px solid var(--line)}.item:hover{background:var(--wash)}
.area .item.late{box-shadow:inset 3px 0 var(--clay)}[dir=rtl] .area .item.late{box-shadow:inset -3px 0 var(--clay)}.area .item.recheck{background:var(--wash);box-shadow:inset 3px 0 var(--honey)}
.what{display:flex;gap:.5em;min-width:0}.what a{color:inherit;text-decoration:none;font-weight:600}.what a::after{content:"";position:absolute;inset:0}.what a:hover{text-decoration:underline}.what small{color:var(--soft)}.what .note{display:block}.what .note.print-only{display:none}:is(.confirmed,.done) .what>.line-icon{color:var(--leaf)}.item.late .what>.line-icon{color:var(--clay)}
.amount{display:flex;align-items:center;gap:.6em;font-size:.875rem;white-space:nowrap;font-variant-numeric:tabular-nums}.amount .meter{width:3rem;margin:0}.item :is(.owner,.due){font-size:.875rem}
.act{position:relative;display:flex;justify-content:flex-end}.act form>*+*,.area .notice form>*+*{margin:0}.area .act button{min-height:2rem;padding:.1rem .7rem;font-size:.8125rem}.area .act .quiet{border-color:var(--line);color:var(--ink)}
.parts{display:flex;flex-wrap:wrap;gap:0 .8em;font-size:.8125rem;color:var(--soft)}.parts li{display:inline-flex;gap:.3em;align-items:center}.parts .line-icon{width:.85rem;height:.85rem}
.editing{padding:.75rem 1rem 1rem;margin-block:.5rem;background:var(--card);border:1.5px solid var(--leaf);border-radius:.9rem}.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem}.grid>*+*{margin-block-start:0}.grid .field:has(>.short){display:block}.area .notice{margin-block:.3rem}.area .notice>div{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}.area .notice>div>*+*{margin:0}
@media screen and (max-width:61.99rem){.filters a{min-height:2.75rem}.area{display:block}.area .item{display:flex;flex-wrap:wrap;gap:.1rem .6rem;padding:.5rem .3rem}.item .what{flex:1 1 calc(100% - 8.6rem)}.item .act{flex:0 1 8rem}.item :is(.amount,.owner,.due){order:1}.area .act button{min-height:2.75rem;overflow-wrap:anywhere}.item :is(.amount,.owner,.due){font-size:.8125rem}.item .amount{white-space:normal}.item .amount:empty{display:none}.amount .meter{width:1.75rem}.ready{grid-template-columns:repeat(auto-fill,minmax(6.6rem,1fr));gap:.35rem}.ready a{padding:.3rem .4rem;font-size:.75rem}.ready b .line-icon{display:none}.ready :is(b,span){overflow-wrap:anywhere;min-width:0}}
@media print{.area .item{grid-template-columns:minmax(0,1fr) 2.2cm 2.6cm 2.4cm;min-height:7mm;padding-block:1pt}.area{grid-template-columns:2.8cm minmax(0,1fr);break-inside:avoid}.what a::after{content:none}.what .note.print-only{display:block}.item .what .box{flex:none}.what>.line-icon,.amount .meter{display:none}.ready a{border-color:#999!important}}`

const TODAY = `
.tasks{list-style:none;padding:0;max-width:none;background:var(--card);border:1px solid var(--line);border-radius:.9rem}.tasks>*+*{margin:0;border-block-start:1px solid var(--line)}
.tasks li{display:grid;grid-template-columns:1.5rem minmax(0,1fr) auto auto;gap:0 .75rem;align-items:center;padding:.5rem 1rem}.tasks p{max-width:none}.tasks p+p{color:var(--soft);font-size:.875em}.tasks .due{font-size:.875em}
.tasks .late :is(.line-icon,.due){color:var(--clay)}.tasks .late .due{font-weight:600}.tasks .recheck .line-icon{color:var(--honey)}.tasks .button.quiet{border-color:var(--line);color:var(--ink);min-width:6.5rem}
.beside{display:grid;gap:1rem 1.5rem;align-items:start}.beside>*{margin:0;min-width:0}@media screen and (min-width:75rem){.beside:has(>:nth-child(2)){grid-template-columns:minmax(0,1fr) 21rem}}
.week{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));list-style:none;padding:0;max-width:none;border:1px solid var(--line);border-radius:.9rem;background:var(--card);overflow:hidden}.week li{min-height:4.2rem;padding:.3rem .5rem;font-size:.8125rem;border-block-end:1px solid var(--line);border-inline-end:1px solid var(--line)}.week>*+*{margin:0}.week time{color:var(--soft)}.week span{display:block}.week .vote{color:var(--night)}.week .session{color:var(--leaf);font-weight:600}
@media screen and (max-width:61.99rem){.week{display:block}.week li{min-height:0;border-inline-end:0}.week li:not(:has(span)){display:none}.tasks li{grid-template-columns:1.5rem minmax(0,1fr) minmax(0,8rem)}.tasks .due{grid-area:2/2;justify-self:start}.tasks .button{grid-area:1/3/span 2;min-width:0;padding-inline:.5rem}}`

/** The stylesheet of the team's pages: that of all pages, the shell, and what only they have. */
export const TEAM_STYLE = STYLE + (SHELL + DENSE + CHECKLIST + TODAY).replaceAll('\n', '')

/** The hash of the team's stylesheet, which the browser is allowed to use beside that of all pages. */
export const TEAM_STYLE_HASH = styleHash(TEAM_STYLE)
