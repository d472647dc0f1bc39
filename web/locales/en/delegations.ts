/** Signing for somebody who travels. */
export const delegations = {
  delegations: {
    title: 'Signing by order',
    search: 'Find by name or number',
    sort: { latest: 'Latest start', earliest: 'Earliest start', ending: 'Ending first' },
    record: 'Record an order',
    recordMeans:
      'Both are told. While it is in force the person named gives the signatures listed, and each says for whom and by which order. It ends by itself and may be revoked at any time.',
    recorded: 'Order recorded',
    absent: 'Who is away',
    acting: 'Who signs',
    actingHint: 'Another person of the same unit, never yourself.',
    powers: 'Signatures',
    compartment: 'With restricted matters',
    withCompartment:
      'The order says that it covers restricted matters (the person must already be among those who may know)',
    number: 'Number of the order',
    signedOn: 'Signed on',
    from: 'From',
    until: 'Until',
    untilHint: 'Shanghai time, at most 30 days',
    why: 'Reason',
    who: 'Who signs for whom',
    signsFor: (name: string, forName: string) => `${name} for ${forName}`,
    order: 'Order',
    span: 'From, until',
    recordedBy: (name: string, time: string) => `Recorded by ${name}, ${time}`,
    revoke: 'Revoke',
    revokeMeans: (name: string, forName: string) =>
      `At once: ${name} no longer signs for ${forName}. What was signed stays signed. Both are told.`,
    revoked: 'Order revoked',
    revokedBy: (name: string, time: string, reason: string) => `Revoked by ${name}, ${time}: ${reason}`,
    empty: 'No orders',
    emptyNext: 'When somebody who signs is away, they or the emergency office record the signed order here.',
    lent: (forName: string, role: string, until: string) => `For ${forName} (${role}) until ${until}`,
    lentBy: (forName: string, role: string, number: string, until: string) =>
      `By order ${number} you sign for ${forName} (${role}) until ${until}`,
    told: (name: string, forName: string, number: string, from: string, until: string) =>
      `Order ${number}: ${name} signs for ${forName}, ${from} to ${until}`,
  },
}
