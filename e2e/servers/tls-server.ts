import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A self-signed certificate for `localhost` with its key (PKCS#12), valid until the year 2126. It opens nothing. */
const selfSigned = Buffer.from(
  'MIIELAIBAzCCA+IGCSqGSIb3DQEHAaCCA9MEggPPMIIDyzCCAoIGCSqGSIb3DQEHBqCCAnMwggJvAgEAMIICaAYJKoZIhvcNAQcB' +
    'MFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhn7swyavNaLwICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELLE' +
    'OhZ46uPYUYKFxQ41LZ2AggIAIkJ6EWm+2k25nFit08TQBbJKc/e9U9FQoXZXGRVff+JWGvhk8+l8dfgpMyQP3GnOONxok2/t979q' +
    'MvT6LnAFQbuHr1zkn7OFSlI6hqt1i++d4VIlproIKpDazbJ8GMedqXHEJtDwa/0Dbvm69+CDIBVy4Eg/60jAqVG5J8vKvTlP0iIU' +
    '1nPoj4InyIr49rkJaBxFxxukUSEjCbMCubKJq5WxgOpOzLgbFFzYrldCnqo2huDHFuSwW11K4fVKLAfvmeTWPjMMDQG5hnjuU27Y' +
    'AjxO1IHoLLPJ5MhnlZnaeokTWc0HkYK4HdeCi8+1XbFmpFaIvY1CZcPsf0a/bx4qNEUK56zSxnkmpQn481DEa05ZvFd/PGR8vUv2' +
    'yAvtgDO6DBtPfj2vDpu1fJj/iLfGTJxj9/7bPIk6VZz4o9HQzgJLKbfVjxulkiSIvH1uF3IEGukuRXXbKtPuCuKHiwqWV2iRSUCR' +
    'iVYNY9LVyHUzj+7pdJsYC/ccwPcgWgpwZvDz/CUnTflrluRgQU4vO69SzcmIbmXQ3rQEYydM2ooHTvuLtV5au5RkndQ75jF8pNZR' +
    'lQfpRHwT770Q15LrfRuRJ896yb9aYZOxN6KPpvLA91fZLeVpL2WOOiHufVwjg0aUQhhC3K+jh1Md9srV3l9E2wU9ErGSRjsIvhhd' +
    'WVUdB18wggFBBgkqhkiG9w0BBwGgggEyBIIBLjCCASowggEmBgsqhkiG9w0BDAoBAqCB7zCB7DBXBgkqhkiG9w0BBQ0wSjApBgkq' +
    'hkiG9w0BBQwwHAQI49Zzvl4lPlICAggAMAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBA3ebEuHphjcC+fXQuZt/HxBIGQ1GCX' +
    'uwHS3NFOWwNbDl2gsLMA978bXKijA1VldBlh6roejuBJuBZmOXF/d6N4sRYFgVCoYizwSU2CuZtETV3i9Nt4LSWphmUE3X/KZG7v' +
    'C1tMe6woDUQkPXRIwCNszhurzh4XDrGdY0FxKtvDpTcWB6j8l0B4GitGnyf1Ns/nn0jkFI2cD7Ovrw3IKHB8DVrEMSUwIwYJKoZI' +
    'hvcNAQkVMRYEFJFxDeOIooKHMB2uphg5nOYp4dUaMEEwMTANBglghkgBZQMEAgEFAAQgNIhp+7uAly+ykWifZfrkC4meW0CehI0g' +
    'oSjhSECdM+EECBN5qjX2LM4UAgIIAA==',
  'base64',
);

/** A server over TLS whose certificate nobody vouches for. */
export interface TlsServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts it on loopback; it answers everything with a small JSON text. */
export async function startTlsServer(): Promise<TlsServer> {
  const server = createServer({ pfx: selfSigned, passphrase: 'e2e' }, (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end('{"answer":"over TLS"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}/`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
