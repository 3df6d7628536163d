import type { EndpointRequest } from '../endpoint-request.ts';

/**
 * Builds one poll of the token endpoint while the user signs in on another device.
 *
 * @see RFC 8628 section 3.4
 */
export function buildDeviceCodeRequest(input: {
  tokenEndpoint: string;
  deviceCode: string;
}): EndpointRequest {
  return {
    endpoint: input.tokenEndpoint,
    parameters: [
      ['grant_type', 'urn:ietf:params:oauth:grant-type:device_code'],
      ['device_code', input.deviceCode],
    ],
    headers: [],
    secrets: [input.deviceCode],
  };
}
