/** How each method is told to people who never took a course in statistics. */
export const methodTexts = {
  'raw-mean': { labelKey: 'judging.method.rawMean', aboutKey: 'judging.method.rawMeanAbout' },
  'z-score': { labelKey: 'judging.method.zScore', aboutKey: 'judging.method.zScoreAbout' },
  'mixed-model': { labelKey: 'judging.method.mixedModel', aboutKey: 'judging.method.mixedModelAbout' },
} as const

export const warningTexts = {
  'unscored-project': 'judging.warning.unscoredProject',
  'project-scored-once': 'judging.warning.projectScoredOnce',
  'single-juror': 'judging.warning.singleJuror',
  'juror-with-one-scorecard': 'judging.warning.jurorWithOneScorecard',
  'juror-without-spread': 'judging.warning.jurorWithoutSpread',
  'disconnected-design': 'judging.warning.disconnectedDesign',
} as const
