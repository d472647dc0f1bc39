#!/usr/bin/env node
/** Starts the program: registers the loader that reads TypeScript, then hands over. */
import { register } from 'tsx/esm/api'

register()
const { main } = await import('./tongyu.ts')
await main(process.argv.slice(2))
