import { expect, it } from 'vitest'
import { isFrenchPhone, isRna, isSiret, isWebLink, plainIdentifier } from './french-identifiers.ts'

const those = (is: (typed: string) => boolean, typed: string[]) => typed.filter(is)

it('knows a SIRET by its check digit, and the offices of La Poste by their own rule', () => {
  const right = ['73282932000074', '732 829 320 00074', '35600000000048', '35600000049837', '35600000000001']
  const wrong = ['73282932000075', '7328293200007', '732829320000744', '00000000000000', '35600000000049', 'abc', '']
  expect(those(isSiret, [...right, ...wrong])).toEqual(right)
  expect(plainIdentifier('732 829 320 00074')).toBe('73282932000074')
})

it('knows the number of an association', () => {
  expect(
    those(isRna, [
      'W751234567',
      'w75 1234567',
      'W2A1000123',
      'W9R1001234',
      'W75123456',
      'W7512345678',
      '751234567',
      'X751234567',
    ]),
  ).toEqual(['W751234567', 'w75 1234567', 'W2A1000123', 'W9R1001234'])
})

it('knows French numbers as people write them, overseas too', () => {
  const right = [
    '03 22 00 00 00',
    '0322000000',
    '03.22.00.00.00',
    '03-22-00-00-00',
    '+33 3 22 00 00 00',
    '+33 (0)3 22 00 00 00',
    '0033322000000',
    '0262 20 00 00',
    '+262 692 12 34 56',
    '+590 590 12 34 56',
    '+687 27 12 34',
    '27 12 34',
    '+689 40 12 34 56',
    '40 12 34 56',
    '+508 41 12 34',
  ]
  const wrong = [
    '',
    '12',
    '00 22 00 00 00',
    '03 22 00 00 0',
    '+44 20 7946 0000',
    '03 22 00 00 00 0',
    'appelez-moi',
    '+33 0322000000',
  ]
  expect(those(isFrenchPhone, [...right, ...wrong])).toEqual(right)
})

it('takes whole addresses of the web alone', () => {
  expect(
    those(isWebLink, [
      'https://exemple.fr/page?x=1',
      'http://exemple.fr',
      'exemple.fr',
      'javascript:alert(1)',
      'data:text/html,<script>',
      'ftp://exemple.fr',
      'https://localhost',
      'https://a:b@exemple.fr',
      'https://',
    ]),
  ).toEqual(['https://exemple.fr/page?x=1', 'http://exemple.fr'])
})
