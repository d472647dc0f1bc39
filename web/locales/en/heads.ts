/** First responsible persons. */
export const heads = {
  heads: {
    title: 'First responsible person',
    search: 'Find by unit or name',
    state: { held: 'In office', missing: 'Nobody', past: 'Earlier' },
    sort: { unit: 'By unit', latest: 'Latest first', earliest: 'Earliest first' },
    none: 'Nobody',
    from: 'From',
    to: 'Until',
    empty: 'No such units',
    emptyNext:
      'The first responsible person holds the seat of head of the unit; the administrator enters it under People, one for each unit.',
    own: (unit: string, name: string, since: string) => `${unit}: ${name} is first responsible (since ${since})`,
    ownMissing: (unit: string) => `${unit} has no first responsible person`,
    missing: (n: number) =>
      n === 1 ? '1 unit has no first responsible person' : `${n} units have no first responsible person`,
    told: (unit: string, left: string, time: string) =>
      `Since ${left} left at ${time}, ${unit} has no first responsible person`,
  },
}
