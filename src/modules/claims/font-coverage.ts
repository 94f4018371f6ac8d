/**
 * Which characters a TrueType font has, read from its `cmap` table in the form that covers all of Unicode (platform 3,
 * encoding 10, format 12): a list of ranges, in order.
 * @throws where the font has no such table
 */
export function readCoverage(font: Buffer): (codePoint: number) => boolean {
  const cmap = tableAt(font, 'cmap')
  const groups = cmap + fullUnicode(font, cmap)
  if (font.readUInt16BE(groups) !== 12) throw new Error('the font has no table of all of Unicode')
  const count = font.readUInt32BE(groups + 12)
  const ranges = new Uint32Array(count * 2)
  for (let n = 0; n < count; n += 1) {
    ranges[n * 2] = font.readUInt32BE(groups + 16 + n * 12)
    ranges[n * 2 + 1] = font.readUInt32BE(groups + 20 + n * 12)
  }
  return (codePoint) => {
    let low = 0
    let high = count - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      if (codePoint < (ranges[middle * 2] as number)) high = middle - 1
      else if (codePoint > (ranges[middle * 2 + 1] as number)) low = middle + 1
      else return true
    }
    return false
  }
}

function tableAt(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4)
  for (let entry = 12; entry < 12 + tables * 16; entry += 16)
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  throw new Error(`the font has no table ${tag}`)
}

function fullUnicode(font: Buffer, cmap: number): number {
  const records = font.readUInt16BE(cmap + 2)
  for (let record = cmap + 4; record < cmap + 4 + records * 8; record += 8)
    if (font.readUInt16BE(record) === 3 && font.readUInt16BE(record + 2) === 10)
      return font.readUInt32BE(record + 4)
  throw new Error('the font has no table of all of Unicode')
}
