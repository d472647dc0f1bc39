import { describe, expect, it } from 'vitest'
import { charsetOf, failureOfStatus, header, isHtml, looksLikeFeed, mediaType, retryAfterMs } from './response.ts'

const now = new Date('2026-10-01T00:00:00Z')

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['Thu, 01 Oct 2026 00:10:00 GMT', 600_000],
    ['Wed, 30 Sep 2026 00:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', null],
    ['-5', null],
    ['', null],
  ])('%s', (text, ms) => expect(retryAfterMs({ 'retry-after': text }, now)).toBe(ms))
})

it('reads headers whatever their case', () => {
  expect(header({ 'Content-Type': 'x' }, 'content-type')).toBe('x')
  expect(mediaType({ 'content-type': 'Text/HTML; charset="GBK"' })).toBe('text/html')
  expect(charsetOf({ 'content-type': 'Text/HTML; Charset="GBK"' })).toBe('gbk')
  expect(charsetOf({})).toBe('')
})

it('knows a success, and a busy server from a broken one', () => {
  expect(failureOfStatus(200, {}, now)).toBeNull()
  for (const status of [204, 205, 206]) expect(failureOfStatus(status, {}, now)).toMatchObject({ class: 'soft' })
  expect(failureOfStatus(503, {}, now)).toMatchObject({ class: 'temporary', code: 'http_status', retryAfterMs: null })
  expect(failureOfStatus(503, { 'retry-after': '1' }, now)).toMatchObject({ code: 'rate_limited', retryAfterMs: 1000 })
})

describe('what the answer is', () => {
  it.each([
    ['text/html', '', true],
    ['application/xhtml+xml', '', true],
    ['', '<!DOCTYPE html>', true],
    ['text/plain', '<html>', true],
    ['application/pdf', '<html>', false],
    ['application/json', '{}', false],
    ['', '{}', false],
  ])('%s %s is a page: %s', (type, start, yes) => expect(isHtml({ 'content-type': type }, start)).toBe(yes))

  it.each([
    ['<?xml version="1.0"?><!-- c --><rss version="2.0">', true],
    ['<rdf:RDF xmlns="x">', true],
    ['<atom:feed xmlns:atom="x">', true],
    ['<rss><channel><item><body>x</body></item></channel></rss>', true],
    ['<html><body><rss>', false],
    ['<!-- <rss> --><html>', false],
    ['<rssfeed>', false],
  ])('%s is a feed: %s', (start, yes) => expect(looksLikeFeed(start)).toBe(yes))
})
