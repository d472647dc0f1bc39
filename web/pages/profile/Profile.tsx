/** 个人设置: how the page looks in this browser, the second factor, the password. */
import { Radio } from 'antd'
import type { Me } from '../../../api/contract.ts'
import { LabelledGroup } from '../../components/Sheet.tsx'
import { usePreferences } from '../../preferences.tsx'
import { timeText } from '../../times.ts'
import { BrowserAlerts } from './BrowserAlerts.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { ReachForm } from './ReachForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'

export default function Profile({ me }: { me: Me }) {
  const { words, language, mode, density, choose } = usePreferences()
  return (
    <div className="page narrow">
      <h1>{words.nav.profile}</h1>
      <section className="panel stack">
        <h2>{me.user.name}</h2>
        <p className="faint">{me.user.username}</p>
        <ul className="plain-list tight">
          {me.seats.map((seat) => (
            <li key={`${seat.unit.id}-${seat.role}`}>
              {seat.unit.name} · {words.states.role[seat.role]}
              {seat.standIn && words.people.standInMark}
            </li>
          ))}
        </ul>
        {me.lent.map((seat) => (
          <p key={seat.number} className="notice step1">
            {words.delegations.lentBy(seat.forName, words.states.role[seat.role], seat.number, timeText(seat.untilAt))}
          </p>
        ))}
        {me.seats.length === 0 && <p className="quiet">{words.people.noSeats}</p>}
      </section>
      <section className="panel stack wide">
        <h2>{words.profile.look}</h2>
        <LabelledGroup label={words.profile.language}>
          <Radio.Group
            optionType="button"
            value={language}
            onChange={(event) => choose({ language: event.target.value })}
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </LabelledGroup>
        <LabelledGroup label={words.profile.mode}>
          <Radio.Group
            optionType="button"
            value={mode}
            onChange={(event) => choose({ mode: event.target.value })}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: words.profile.modes[value],
            }))}
          />
        </LabelledGroup>
        <LabelledGroup label={words.profile.density} hint={words.profile.keptHere}>
          <Radio.Group
            optionType="button"
            value={density}
            onChange={(event) => choose({ density: event.target.value })}
            options={(['compact', 'comfortable'] as const).map((value) => ({
              value,
              label: words.profile.densities[value],
            }))}
          />
        </LabelledGroup>
      </section>
      <BrowserAlerts />
      <ReachForm />
      <SecondFactor me={me} />
      <PasswordForm />
    </div>
  )
}
