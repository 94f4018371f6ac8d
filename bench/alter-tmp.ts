import { withDatabase } from '#scripts/database.ts'
import { Client } from 'pg'
const server = await withDatabase('bench', console.error)
const c = new Client({ connectionString: server.url }); await c.connect()
for (const s of process.argv.slice(2)) await c.query(s)
await c.end(); await server.stop(); process.exit(0)
