/** 浏览器提醒: asked of the browser by this press alone. */
import { Button } from 'antd'
import { useState } from 'react'
import { alertChoice, chooseAlerts } from '../../browser-alerts.ts'
import { useWords } from '../../preferences.tsx'

export function BrowserAlerts() {
  const w = useWords().profile
  const [choice, setChoice] = useState(alertChoice)
  const isOn = choice === 'on'
  return (
    <section className="panel stack">
      <h2>{w.alerts}</h2>
      <p className="quiet">{w.alertsMeans}</p>
      {choice === 'denied' && <p className="notice step2">{w.alertsDenied}</p>}
      {choice === 'impossible' && <p className="notice step2">{w.alertsImpossible}</p>}
      {(choice === 'on' || choice === 'off') && (
        <p>
          <Button onClick={() => void chooseAlerts(!isOn).then(setChoice)}>{isOn ? w.alertsOff : w.alertsOn}</Button>
        </p>
      )}
    </section>
  )
}
