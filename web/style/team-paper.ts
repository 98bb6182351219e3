import { ANSWER_ROWS, NONE_CLEARS } from './answer-rows.ts'

/** Recording from paper: what the camera sees, and a sheet's times with their numbers. */
export const PAPER_STYLE = `
${ANSWER_ROWS}${NONE_CLEARS}
#camera-view{display:block;width:100%;max-height:16rem;object-fit:cover;border-radius:.875rem;background:var(--ink)}
#camera-start:not([hidden]){display:inline-flex;gap:.5em;align-items:center}
#camera-said:empty{display:none}.columns:has(#camera){align-items:start}
.paper-time{border:0;padding:0;background:0 0}.paper-time>legend{display:flex;align-items:center;gap:.7em;padding:0;font-weight:400}.paper-time>legend+*{padding-block-start:.4rem}
.number{display:grid;place-items:center;flex:none;width:2rem;height:2rem;border:1.5px solid var(--edge);border-radius:50%}
.keys>div{display:flex;gap:.8rem;align-items:baseline;padding-block:.25rem}.keys dt{flex:none;min-width:6.5rem;display:flex;gap:.3rem}.keys dd{margin:0}
kbd{padding:.1em .5em;border:1.5px solid var(--edge);border-block-end-width:3px;border-radius:.4rem;background:var(--card);font:inherit;font-size:.875em;font-weight:600}
.team .columns:has(#record-form){grid-template-columns:minmax(0,1fr);align-items:start}
@media screen and (min-width:62rem){.team .columns:has(#record-keys:not([hidden])){grid-template-columns:minmax(0,2fr) minmax(0,1fr)}#record-form .paper-time{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}#record-form .paper-time>legend{float:inline-start;flex:1 1 14rem}#record-form .segments{flex:0 0 22rem;padding:0}}
@media screen and (max-width:61.99rem){#camera-view{max-height:14rem}#record-keys{display:none}}
@media(forced-colors:active){:is(.segments,.chips) input:checked+span{outline:3px solid}}
`
