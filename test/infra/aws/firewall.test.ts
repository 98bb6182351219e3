import { beforeAll, describe, expect, test } from 'vitest'
import { ALL_OPTIONS, onlyOf, type Properties, SYNTH_MS, synthesize } from '../../support/assembly.ts'

let firewall: Properties
beforeAll(() => {
  const { template, remove } = synthesize(ALL_OPTIONS)
  remove()
  firewall = onlyOf(template, 'AWS::WAFv2::WebACL').properties
}, SYNTH_MS)

describe('The firewall', () => {
  test('keeps no samples, which would show addresses with tokens', () => {
    for (const { VisibilityConfig } of [firewall, ...firewall.Rules])
      expect(VisibilityConfig.SampledRequestsEnabled).toBe(false)
    expect(firewall.Scope).toBe('CLOUDFRONT')
  })

  test('holds back a flood from one address, at the pages of codes earlier', () => {
    const limits = firewall.Rules.slice(0, 2).map(({ Name, Statement, Action }: Properties) => ({
      name: Name,
      limit: Statement.RateBasedStatement.Limit,
      by: Statement.RateBasedStatement.AggregateKeyType,
      answer: Action.Block.CustomResponse.ResponseCode,
    }))
    expect(limits).toEqual([
      { name: 'Requests', limit: 5_000, by: 'IP', answer: 429 },
      { name: 'Codes', limit: 2_000, by: 'IP', answer: 429 },
    ])
  })

  test('has the rules that AWS keeps, none of which blocks what people write', () => {
    const managed = firewall.Rules.slice(2)
    expect(managed.map(({ Statement }: Properties) => Statement.ManagedRuleGroupStatement.Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ])
    for (const { OverrideAction } of managed) expect(OverrideAction).toEqual({ None: {} })
    const counted = managed.at(-1).Statement.ManagedRuleGroupStatement.RuleActionOverrides
    for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} })
    expect(counted.map(({ Name }: Properties) => Name)).toEqual(
      expect.arrayContaining(['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY']),
    )
  })
})
