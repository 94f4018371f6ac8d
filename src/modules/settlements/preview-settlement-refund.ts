export function previewSettlementRefund(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
