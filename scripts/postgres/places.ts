import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export type Purpose = 'dev' | 'test' | 'bench'

/** An OS user under which PostgreSQL runs; null where it runs as whoever runs us. */
export type Account = { uid: number; gid: number } | null

/** Where one server keeps its things. */
export type Places = {
  /** Holds the data folder and its siblings; not readable by others. */
  home: string
  data: string
  log: string
  /** Port and password, mode 0600. */
  state: string
  /** Holds the Unix socket, where there is one. */
  sockets: string
  /** Kernel-locked while a server is started or stopped. */
  startLock: string
  /** Kernel-locked in shared mode by everyone who uses the server. */
  useLock: string
  /** True where the repo is closed to the account, so that everything lives outside it. */
  outside: boolean
  account: Account
}

/** MAMORI_DATA puts the data elsewhere, such as on another disk. */
const defaultFolder = (): string =>
  process.env['MAMORI_DATA'] ?? join(import.meta.dirname, '..', '..', '.data')

/**
 * Decides where a server of this purpose lives and as whom it runs. PostgreSQL refuses to run as root; the account
 * that runs it instead must be able to enter the folder, and where it cannot (a clone under a 0700 home), a folder
 * of ours under /var/lib is used.
 */
export function placesOf(purpose: Purpose, nativeFolder: string, folder = defaultFolder()): Places {
  const inside = resolve(folder)
  const account = serverAccount(join(inside, purpose))
  const open =
    !account || (canReach(nearestExisting(dirname(inside)), account) && canReach(nativeFolder, account))
  const home = open ? inside : join('/var/lib/mamori', shortHash(inside))
  return {
    home,
    data: join(home, purpose),
    log: join(home, `${purpose}.log`),
    state: join(home, `${purpose}.json`),
    sockets: join(home, `${purpose}.sockets`),
    startLock: join(home, `${purpose}.start.lock`),
    useLock: join(home, `${purpose}.use.lock`),
    outside: !open,
    account,
  }
}

/** As root: the owner of existing data, else `postgres`, else `nobody`. */
function serverAccount(data: string): Account {
  if (process.getuid?.() !== 0) return null
  if (existsSync(data)) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  return accountNamed('postgres') ?? accountNamed('nobody') ?? { uid: 65534, gid: 65534 }
}

function accountNamed(name: string): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** True when the account may enter the folder and every folder above it. Modes only: no ACLs. */
export function canReach(folder: string, account: NonNullable<Account>): boolean {
  const { mode, uid, gid } = statSync(folder)
  const mayEnter = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001
  if (!mayEnter) return false
  const parent = dirname(folder)
  return parent === folder || canReach(parent, account)
}

/** Makes the folder so that the account can enter it, whatever the umask says; others cannot list it. */
export function makeHome({ home, account, outside }: Places): void {
  const folders = outside ? [dirname(home), home] : [home]
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true })
    if (account) chmodSync(folder, statSync(folder).mode | 0o011)
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : nearestExisting(dirname(folder))
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
