/** Routes, each page loaded when first opened; and the gate that sends visitors without a session to the sign-in page. */
import { useQuery } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCNOfAnt from 'antd/locale/zh_CN'
import enOfAnt from 'antd/locale/en_US'
import { lazy, type ReactNode, Suspense } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import type { Area, Me } from '../api/contract.ts'
import { RequestFailure } from './client.ts'
import { EmptyState, ErrorState, LoadingState } from './components/Answer.tsx'
import { PageGuard } from './components/PageGuard.tsx'
import { Shell } from './components/Shell.tsx'
import { usePreferences, useWords } from './preferences.tsx'
import { questions } from './requests.ts'
import { themeFor } from './theme.ts'

const SignIn = lazy(() => import('./pages/sign-in/SignIn.tsx'))
const Setup = lazy(() => import('./pages/sign-in/Setup.tsx'))
const Review = lazy(() => import('./pages/review/Review.tsx'))
const Articles = lazy(() => import('./pages/articles/Articles.tsx'))
const ArticlePage = lazy(() => import('./pages/articles/ArticlePage.tsx'))
const Incidents = lazy(() => import('./pages/incidents/Incidents.tsx'))
const IncidentRoom = lazy(() => import('./pages/incidents/IncidentRoom.tsx'))
const OpenIncident = lazy(() => import('./pages/incidents/OpenIncident.tsx'))
const Plans = lazy(() => import('./pages/plans/Plans.tsx'))
const PlanReader = lazy(() => import('./pages/plans/PlanReader.tsx'))
const LateDuties = lazy(() => import('./pages/timeliness/LateDuties.tsx'))
const Statistics = lazy(() => import('./pages/timeliness/Statistics.tsx'))
const PrecisionPage = lazy(() => import('./pages/precision/PrecisionPage.tsx'))
const RiskPage = lazy(() => import('./pages/risk/RiskPage.tsx'))
const PointsLibrary = lazy(() => import('./pages/points/PointsLibrary.tsx'))
const Releases = lazy(() => import('./pages/releases/Releases.tsx'))
const ReleasePage = lazy(() => import('./pages/releases/ReleasePage.tsx'))
const Documents = lazy(() => import('./pages/documents/Documents.tsx'))
const DocumentPage = lazy(() => import('./pages/documents/DocumentPage.tsx'))
const Corrections = lazy(() => import('./pages/corrections/Corrections.tsx'))
const CorrectionPage = lazy(() => import('./pages/corrections/CorrectionPage.tsx'))
const Journalists = lazy(() => import('./pages/registry/Journalists.tsx'))
const JournalistPage = lazy(() => import('./pages/registry/JournalistPage.tsx'))
const RegistryOutlets = lazy(() => import('./pages/registry/Outlets.tsx'))
const Doubles = lazy(() => import('./pages/registry/Doubles.tsx'))
const ContactReads = lazy(() => import('./pages/registry/Reads.tsx'))
const Drills = lazy(() => import('./pages/drills/Drills.tsx'))
const DrillConsole = lazy(() => import('./pages/drills/DrillConsole.tsx'))
const Handoffs = lazy(() => import('./pages/handoffs/Handoffs.tsx'))
const HandoffPage = lazy(() => import('./pages/handoffs/HandoffPage.tsx'))
const SuggestedStories = lazy(() => import('./pages/stories/SuggestedStories.tsx'))
const Topics = lazy(() => import('./pages/topics/Topics.tsx'))
const TopicPage = lazy(() => import('./pages/topics/TopicPage.tsx'))
const TopicEditor = lazy(() => import('./pages/topics/TopicEditor.tsx'))
const Messages = lazy(() => import('./pages/messages/Messages.tsx'))
const Submissions = lazy(() => import('./pages/submissions/Submissions.tsx'))
const AddSource = lazy(() => import('./pages/sources/add/AddSource.tsx'))
const Catalogue = lazy(() => import('./pages/sources/Catalogue.tsx'))
const Transfer = lazy(() => import('./pages/sources/Transfer.tsx'))
const Unchecked = lazy(() => import('./pages/sources/Unchecked.tsx'))
const Alarms = lazy(() => import('./pages/sources/Alarms.tsx'))
const Senders = lazy(() => import('./pages/sources/Senders.tsx'))
const Sources = lazy(() => import('./pages/sources/Sources.tsx'))
const CheckPage = lazy(() => import('./pages/check/CheckPage.tsx'))
const CalendarPage = lazy(() => import('./pages/calendar/CalendarPage.tsx'))
const FigureImport = lazy(() => import('./pages/figures/FigureImport.tsx'))
const Imports = lazy(() => import('./pages/figures/Imports.tsx'))
const Reopened = lazy(() => import('./pages/figures/Reopened.tsx'))
const Figures = lazy(() => import('./pages/figures/Figures.tsx'))
const StandingLog = lazy(() => import('./pages/standing/StandingLog.tsx'))
const Registers = lazy(() => import('./pages/registers/Registers.tsx'))
const Delegations = lazy(() => import('./pages/duty/Delegations.tsx'))
const FirstResponsible = lazy(() => import('./pages/duty/FirstResponsible.tsx'))
const ContactChanges = lazy(() => import('./pages/duty/ContactChanges.tsx'))
const DutyBoard = lazy(() => import('./pages/duty/DutyBoard.tsx'))
const People = lazy(() => import('./pages/people/People.tsx'))
const Units = lazy(() => import('./pages/people/Units.tsx'))
const Channels = lazy(() => import('./pages/channels/Channels.tsx'))
const Ledger = lazy(() => import('./pages/channels/Ledger.tsx'))
const Audit = lazy(() => import('./pages/audit/Audit.tsx'))
const Status = lazy(() => import('./pages/status/Status.tsx'))
const Profile = lazy(() => import('./pages/profile/Profile.tsx'))

export function App() {
  const { shownMode, density, language } = usePreferences()
  return (
    <ConfigProvider
      button={{ autoInsertSpace: false }}
      theme={themeFor(shownMode, density)}
      locale={language === 'en' ? enOfAnt : zhCNOfAnt}
    >
      <AntApp message={{ maxCount: 3 }} component={false}>
        <Suspense fallback={<LoadingState />}>
          <Routes>
            <Route path="/sign-in" element={<SignIn />} />
            <Route path="/setup" element={<Setup />} />
            <Route path="/*" element={<Gate />} />
          </Routes>
        </Suspense>
      </AntApp>
    </ConfigProvider>
  )
}

function Gate() {
  const me = useQuery(questions.me())
  const place = useLocation()
  const failure = me.error instanceof RequestFailure ? me.error.code : null
  if (failure === 'setup-needed') return <Navigate to="/setup" replace />
  if (failure === 'signed-out') {
    const next = `${place.pathname}${place.search}`
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />
  }
  if (me.data === undefined)
    return me.isError ? <ErrorState error={me.error} onRetry={() => void me.refetch()} /> : <LoadingState />
  return <Inside me={me.data} />
}

function Inside({ me }: { me: Me }) {
  const page = (element: ReactNode, area?: Area) => (
    <PageGuard allowed={area === undefined || me.areas.includes(area)}>{element}</PageGuard>
  )
  return (
    <Routes>
      <Route element={<Shell me={me} />}>
        <Route index element={<Navigate to={firstPage(me)} replace />} />
        <Route path="review/:flagId?" element={page(<Review />, 'flags')} />
        <Route path="articles" element={page(<Articles />, 'articles')} />
        <Route path="articles/:articleId" element={page(<ArticlePage />, 'articles')} />
        <Route path="incidents" element={page(<Incidents />, 'incidents')} />
        <Route path="incidents/open" element={page(<OpenIncident />, 'plans')} />
        <Route path="plans" element={page(<Plans />, 'plans')} />
        <Route path="plans/:plan" element={page(<PlanReader />, 'plans')} />
        <Route path="incidents/:incidentId/:talkingPointsId?" element={page(<IncidentRoom me={me} />, 'incidents')} />
        <Route path="statistics" element={page(<Statistics />, 'incidents')} />
        <Route path="accountability" element={page(<LateDuties />, 'incidents')} />
        <Route path="precision" element={page(<PrecisionPage />, 'flags')} />
        <Route path="risk" element={page(<RiskPage />, 'flags')} />
        <Route path="talking-points" element={page(<PointsLibrary />, 'incidents')} />
        <Route path="releases" element={page(<Releases />, 'incidents')} />
        <Route path="releases/:releaseId" element={page(<ReleasePage me={me} />, 'incidents')} />
        <Route path="documents" element={page(<Documents />, 'documents')} />
        <Route path="documents/:documentId" element={page(<DocumentPage />, 'documents')} />
        <Route path="corrections" element={page(<Corrections />, 'incidents')} />
        <Route path="corrections/:correctionId" element={page(<CorrectionPage />, 'incidents')} />
        <Route path="drills" element={page(<Drills />, 'plans')} />
        <Route path="drills/:incidentId" element={page(<DrillConsole />, 'plans')} />
        <Route path="handoffs" element={page(<Handoffs />, 'incidents')} />
        <Route path="handoffs/:handoffId" element={page(<HandoffPage />, 'incidents')} />
        <Route path="registry" element={<Navigate to="/registry/people" replace />} />
        <Route path="registry/people" element={page(<Journalists />, 'registry')} />
        <Route path="registry/people/:journalistId" element={page(<JournalistPage />, 'registry')} />
        <Route path="registry/outlets" element={page(<RegistryOutlets />, 'registry')} />
        <Route path="registry/doubles" element={page(<Doubles />, 'registry')} />
        <Route path="registry/reads" element={page(<ContactReads />, 'registry')} />
        <Route path="stories" element={page(<SuggestedStories />, 'flags')} />
        <Route path="topics" element={page(<Topics />, 'flags')} />
        <Route path="topics/new" element={page(<TopicEditor />, 'flags')} />
        <Route path="topics/:topicId" element={page(<TopicPage />, 'flags')} />
        <Route path="topics/:topicId/edit" element={page(<TopicEditor />, 'flags')} />
        <Route path="messages" element={page(<Messages />)} />
        <Route path="submissions" element={page(<Submissions />, 'submissions')} />
        <Route path="sources/add" element={page(<AddSource />, 'sources')} />
        <Route path="sources/catalogue" element={page(<Catalogue />, 'sources')} />
        <Route path="sources/unchecked" element={page(<Unchecked />, 'sources')} />
        <Route path="sources/alarms" element={page(<Alarms />, 'sources')} />
        <Route path="sources/import" element={page(<Transfer />, 'sources')} />
        <Route path="sources/senders" element={page(<Senders />, 'people')} />
        <Route path="sources" element={page(<Sources />, 'sources')} />
        <Route path="check" element={page(<CheckPage />, 'figures')} />
        <Route path="figures" element={page(<Figures />, 'figures')} />
        <Route path="figures/imports" element={page(<Imports />, 'figures')} />
        <Route path="figures/imports/:importId" element={page(<FigureImport />, 'figures')} />
        <Route path="figures/reopened" element={page(<Reopened />, 'figures')} />
        <Route path="calendar" element={page(<CalendarPage />, 'figures')} />
        <Route path="standing" element={page(<StandingLog />, 'duty')} />
        <Route path="registers" element={page(<Registers />, 'duty')} />
        <Route path="delegations" element={page(<Delegations />, 'duty')} />
        <Route path="first-responsible" element={page(<FirstResponsible />, 'duty')} />
        <Route path="contact-changes" element={page(<ContactChanges />, 'duty')} />
        <Route path="duty" element={page(<DutyBoard />, 'duty')} />
        <Route path="people" element={page(<People me={me} />, 'people')} />
        <Route path="units" element={page(<Units me={me} />, 'units')} />
        <Route path="channels" element={page(<Channels />, 'people')} />
        <Route path="channels/ledger" element={page(<Ledger />, 'people')} />
        <Route path="audit" element={page(<Audit me={me} />, 'audit')} />
        <Route path="status" element={page(<Status />, 'status')} />
        <Route path="profile" element={page(<Profile me={me} />)} />
        <Route path="*" element={<NoSuchPage />} />
      </Route>
    </Routes>
  )
}

/** Whoever reviews starts there; everybody else at the first page that is theirs. */
function firstPage(me: Me): string {
  const order: [Area, string][] = [
    ['flags', '/review'],
    ['incidents', '/incidents'],
    ['people', '/people'],
    ['audit', '/audit'],
    ['articles', '/articles'],
    ['figures', '/figures'],
    ['plans', '/plans'],
    ['sources', '/sources'],
    ['status', '/status'],
  ]
  return order.find(([area]) => me.areas.includes(area))?.[1] ?? '/messages'
}

function NoSuchPage() {
  const words = useWords()
  return <EmptyState title={words.common.noSuchPage} next={words.common.noSuchPageNext} />
}
