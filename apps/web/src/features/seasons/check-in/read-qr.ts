interface QrReader {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type QrReaderClass = {
  new (options: { formats: ['qr_code'] }): QrReader
  getSupportedFormats(): Promise<readonly string[]>
}

/** The browser's own reader where there is one, else ours, loaded when a camera is first opened. */
export async function qrReader(): Promise<QrReader> {
  const own = (globalThis as { BarcodeDetector?: QrReaderClass }).BarcodeDetector
  if (own && (await supported(own)).includes('qr_code')) return new own({ formats: ['qr_code'] })
  const { BarcodeDetector } = await import('qr/decode.js')
  return new BarcodeDetector({ formats: ['qr_code'] })
}

const supported = (own: QrReaderClass): Promise<readonly string[]> => own.getSupportedFormats().catch(() => [])
