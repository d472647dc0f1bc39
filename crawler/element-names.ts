/** What class names and ids say of an element, on sites nobody knows. They only tip the scale; a page may name its parts anyhow. */
import type { TreeElement } from './tree.ts'

const unlikelyName =
  /(?:^|[-_\s])(?:ads?|advert\w*|agegate|author-?bio|bio|breadcrumbs?|byline|captions?|pic-?info|comment\w*|respond|community|consent|cookies?|copyright|disclaimer|disqus|editor|footer|gdpr|header|legends?|login|masthead|menu|meta|modal|more-?(?:on|from|stories|news)|nav\w*|newsletters?|outbrain|pagination|pager|paywall|popup|print|promo\w*|rail|read-?(?:more|next)|recirc\w*|recommend\w*|related\w*|relate|remark|replies|share\w*|sharing|shoutbox|sidebar|signup|skyscraper|social\w*|sponsor\w*|subscribe\w*|subscription|supplemental|taboola|tags?|teaser|tool\w*|trending|widget|yom-remote|相关|推荐|hot|rank\w*|fenxiang|bianji|zrbj|ewm|qrcode|statement|shengming)(?:$|[-_\s])/i
const likelyName = /article|body|content|main|entry|hentry|post|story|text|zhengwen|TRS_Editor|detail|nr\b/i
const bodyName =
  /(?:^|[-_\s])(?:article-?(?:body|content|text|main)|story-?(?:body|content|text)|post-?(?:body|content|text)|entry-?content|content-?body|body-?(?:content|text|copy)|main-?content|rich_media_content|TRS_Editor|zhengwen|endText|post_body|text-?con|artibody|newsText|news_?content|detail-?content)(?:$|[-_\s])/i

/** Where classes are made by a machine, `data-component` is what a person called it. */
const nameOf = ({ attribs }: TreeElement): string =>
  `${attribs.class ?? ''} ${attribs.id ?? ''} ${attribs['data-component'] ?? ''}`

/** Named as something beside the article: a menu, a share bar, comments. */
export function isUnlikely(element: TreeElement): boolean {
  if (element.name === 'body' || element.name === 'html' || element.name === 'article' || element.name === 'main')
    return false
  const name = nameOf(element)
  return name.length > 2 && unlikelyName.test(camelApart(name)) && !bodyName.test(name)
}

const comments = /(?:^|[-_\s])(?:comment\w*|disqus\w*|respond|replies|reply-?list|pinglun|liuyan)(?:$|[-_\s])/i

/** Named as what readers wrote. */
export const isComments = (element: TreeElement): boolean =>
  element.name !== 'body' && element.name !== 'html' && comments.test(camelApart(nameOf(element)))

const camelApart = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/__/g, '-')

/** How much the name and kind of an element speak for its being the article's body; negative against it. */
export function nameScore(element: TreeElement): number {
  const name = nameOf(element)
  let score = 0
  if (bodyName.test(name) || element.attribs.itemprop === 'articleBody') score += 25
  else if (likelyName.test(name)) score += 8
  if (unlikelyName.test(camelApart(name))) score -= 15
  if (element.name === 'article') score += 8
  if (element.name === 'ul' || element.name === 'ol') score -= 25
  return score
}
