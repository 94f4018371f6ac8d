import { ApiError, NetworkError } from './errors.ts'

type Headers = Readonly<Record<string, string>>

/** A picture or a paper of the API, for whoever may see it. */
export async function readFile(address: string, headers: Headers, signal?: AbortSignal): Promise<Blob> {
  const response = await reach(address, headers, signal)
  if (!response.ok) throw refusalOf(await response.text(), response.status)
  return response.blob()
}

async function reach(address: string, headers: Headers, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { headers, signal: signal ?? null })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NetworkError('The server cannot be reached.')
  }
}

type Sending = {
  headers: Headers
  /** Share sent so far, 0 to 1. */
  onProgress: (share: number) => void
}

/** Sends a file as it is. By XMLHttpRequest, because `fetch` does not say how much has gone out. */
export function sendFile(address: string, file: File, { headers, onProgress }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('content-type', typeOf(file))
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / (total || 1)))
    request.addEventListener('error', () => reject(new NetworkError('The server cannot be reached.')))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(refusalOf(request.responseText, request.status))
    })
    request.send(file)
  })
}

/** Sends a table of comma-separated values as it is. @returns what the server answers about it */
export function sendTable<T>(address: string, file: File, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('content-type', 'text/csv')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / (total || 1)))
    request.upload.addEventListener('load', () => onProgress(1))
    request.addEventListener('error', () => reject(new NetworkError('The server cannot be reached.')))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T)
      else reject(refusalOf(request.responseText, request.status))
    })
    request.send(file)
  })
}

/** Some systems do not know pictures of newer phones; the server names what it cannot read by its content. */
function typeOf(file: File): string {
  if (file.type.startsWith('image/')) return file.type
  return /\.hei[cf]$/i.test(file.name) ? 'image/heic' : 'image/jpeg'
}

function refusalOf(text: string, status: number): ApiError {
  try {
    return new ApiError(JSON.parse(text) as Partial<ApiError>, status)
  } catch {
    return new ApiError({}, status)
  }
}
