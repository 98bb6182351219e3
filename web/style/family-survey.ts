/** The four faces after a session, and "You said, we did". */
export const FAMILY_SURVEY = `
.faces{display:grid;grid-template-columns:4.5rem repeat(4,minmax(0,1fr));gap:6px;align-items:center;clear:both}
.time>legend+.faces{padding-block-start:.4rem}
.faces>.soft{font-size:.875rem;line-height:1.2}
.faces label{position:relative;display:block;align-self:stretch}.faces input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
.faces label>span{display:grid;justify-items:center;align-content:start;gap:1px;height:100%;padding:.3rem .1rem .25rem;font-size:.8125rem;font-weight:600;overflow-wrap:anywhere;line-height:1.2;text-align:center;border:1.5px solid var(--edge);border-radius:.5rem;background:var(--card)}
.faces .face{width:30px;height:30px}
.faces input:checked+span{background:var(--leaf);border-color:var(--leaf);color:var(--on)}
.faces input:focus-visible+span{outline:3px solid var(--night);outline-offset:2px}
.time.aloud{border-color:var(--night);box-shadow:inset 0 0 0 1px var(--night)}
.changes>li{padding-block:1rem}.changes p+p{margin-block-start:.5rem}.changes .said-before{color:var(--soft)}
.changes .done-since{display:flex;gap:.6em}.changes .done-since>.line-icon{color:var(--leaf);margin-block-start:.15em}
.changes .soft{font-size:.875em;display:block}
@media(forced-colors:active){.faces input:checked+span{outline:3px solid}}
`
