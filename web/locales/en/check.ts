/** Checking a text, and the marks of numbers in reports and drafts. */
export const check = {
  check: {
    intro:
      'Paste a draft or a report: every number is held against the official figures in force then. For drafts before release, and for reports that no source brings.',
    secrecy:
      'Do not paste classified content or figures that are not published. The check happens in memory and the text is not kept; the record only says who checked when, how many characters and statements.',
    title: 'Title',
    text: 'Text',
    textHint: 'Paste the text here. A statement can be checked when it names its place and period.',
    publishedAt: 'Published (if it is)',
    publishedAtHint: 'Figures count as they stood then; left empty: now. Beijing time.',
    outlet: 'Outlet (optional)',
    outletHint: 'Only printed on the result; not part of the check and not sent.',
    fromFile: 'Read from file',
    fileHint: 'txt or docx, read on this device.',
    read: (name: string) => `${name} was read.`,
    unreadable: 'No text could be read. Save it as docx or txt (up to 10 MB), or paste it.',
    length: (n: number, max: number) => `${n} / ${max} characters`,
    limits: (max: number) => `At most ${max} characters at a time and 120 checks an hour for one person.`,
    run: 'Check',
    clear: 'Clear',
    summary: 'Result',
    nothing: 'No statement that could be checked was found. A number needs its indicator, place and period.',
    found: (all: number, faults: number, open: number) =>
      `${all} statements: ${faults > 0 ? `${faults} to correct or explain` : 'none contradicts the official figures'}${open > 0 ? `, ${open} cannot be checked and need a person` : ''}.`,
    asOf: (at: string) => `Held against the figures in force at ${at}.`,
    left: (n: number) => `${n} more checks in this hour.`,
    show: 'Show only',
    all: 'All',
    edit: 'Edit text',
    another: 'Another text',
    print: 'Print',
    claims: 'Statements',
    folded: (n: number) => `${n} that cannot be checked`,
    tones: {
      red: 'contradicts, or not yet released',
      amber: 'wording, outdated or for a person',
      grey: 'not checkable',
      green: 'agrees',
    },
    short: { red: 'Contradicts', amber: 'Wording', grey: 'Not checkable', green: 'Agrees' },
    numbers: (n: number) => `Numbers ${n}`,
    places: { title: 'Title', text: 'Text' },
    table: {
      place: 'Where',
      at: 'Character',
      quote: 'Quoted',
      verdict: 'Verdict',
      type: 'Type',
      reason: 'Reason',
      low: 'Lowest allowed',
      high: 'Highest allowed',
      unit: 'Unit',
      measure: 'Measure',
      source: 'Address',
    },
    unreleased:
      'This period is not published yet. The system holds no true value and compares nothing. Until then the only line is “not yet released, see the calendar”.',
  },
  disputes: {
    title: 'Dispute this verdict',
    button: 'Dispute',
    verb: 'Submit',
    means:
      'The verdict of the machine stays. The dispute and its reason go to the subject division of your bureau, which judges them with the flag.',
    hint: 'Say why, for example that period, place or measure was read wrongly',
    done: 'The dispute was sent to the subject division.',
    said: 'Disputed',
    flag: 'Bring to review',
    about: (quote: string) => `“${quote}” needs a person: `,
  },
  leak: {
    understood: 'Understood',
    notice:
      'This quotes data that are not published: invented, or leaked. The system holds no true value and does not judge. Both possibilities are handled beside each other.',
    fabricated: 'Handle as fabricated',
    report: 'Report as possible leak',
    means: (limit: string) =>
      `Whoever finds it reports to the secrecy group within ${limit}, in writing or otherwise. This notes the time of finding and tells its members; what was leaked and its level are reported outside this system and must not be written here. Others do not see this note, and handling it as fabricated goes on beside it.`,
    done: (no: string, at: string) =>
      `Noted as ${no}, and the secrecy group is told. Report outside this system by ${at}.`,
  },
  override: {
    verb: 'Open against the rule',
    means:
      'People judged this true or an opinion, and by rule it is no event. If the leading group opens one, it stands in the record and in the timeline as a deviation, the duty to report runs from now, and the text is judged anew. This cannot be undone.',
    done: 'Opened; the deviation is in the record.',
  },
}
