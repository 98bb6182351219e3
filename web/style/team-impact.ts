/** What changed: statements as small multiples, and the cards beside each other. */
export const IMPACT_STYLE = `
.multiples{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(10.5rem,100%),1fr));gap:.75rem;list-style:none;padding:0;max-width:none}.multiples>*+*{margin:0}.multiples .card{display:flex;flex-direction:column;padding:.6rem 1rem}.multiples .card>*+*{margin-block-start:.2rem}.multiples h3{font-size:.9375rem;line-height:1.3;flex:1}
section>h2+p.soft{margin-block-start:.1rem}.multiples+.notice{padding:.4rem 1rem}
.big{font-size:1.6rem;font-variant-numeric:tabular-nums;color:var(--soft)}.big.up{color:var(--leaf)}.multiples .soft,.trio .soft,section>p.soft{font-size:.875em}
svg.scale{display:block;width:100%;max-width:13rem}.scale line{stroke:var(--line)}.scale .up{stroke:var(--leaf);stroke-width:3}.scale .before{fill:var(--card);stroke:var(--ink);stroke-width:1.5}.scale .now{fill:var(--leaf)}.scale text{font-size:12px;font-weight:600;fill:var(--soft)}.scale text.now{fill:var(--ink)}.mouth{fill:none;stroke:var(--soft);stroke-width:1.6;stroke-linecap:round}
.halves{display:grid;gap:1rem 1.5rem;align-items:start}.halves>*,.halves>div>*{margin:0;min-width:0}.halves>div>*+*{margin-block-start:1rem}.halves .card>*+*{margin-block-start:.4rem}.meter .mark{fill:var(--ink)}@media screen and (min-width:62rem){.halves{grid-template-columns:1fr 1fr}}
.trio{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem;list-style:none;padding:0;max-width:none}.trio>*+*{margin:0}.trio li>*{display:block}.trio .big{color:var(--ink)}
@media screen and (max-width:30rem){.trio{grid-template-columns:1fr}.multiples{grid-template-columns:1fr 1fr}}`
