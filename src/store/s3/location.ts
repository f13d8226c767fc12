// Where the objects of a bucket are asked for: host, region and style of address, as the user's environment says.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html

import type { Environment } from '../../text/environment.ts'

/** A bucket, and a part of it. */
export interface BucketName {
  readonly bucket: string
  /** Without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string
}

export interface S3Location extends BucketName {
  readonly region: string
  /** Ends with a slash; an object's key follows. */
  readonly baseUrl: string
  /** Of the server, with its port. */
  readonly host: string
  /** The variable that names the server; null for AWS. */
  readonly endpointVariable: string | null
}

type LocatedBucket =
  | { readonly kind: 'ok'; readonly location: S3Location }
  | { readonly kind: 'problem'; readonly reason: string }

/** Without a region, AWS's SDKs that have a default take this one, and servers that know no regions accept it. */
const usualRegion = 'us-east-1'

const regionPattern = /^[a-z0-9][a-z0-9-]{0,62}$/i

/** AWS_REGION, else AWS_DEFAULT_REGION. */
function regionOf(env: Environment): string {
  return set(env.AWS_REGION) ?? set(env.AWS_DEFAULT_REGION) ?? usualRegion
}

/** Which server to ask: that of AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, else AWS in the region. */
export function locateBucket(name: BucketName, env: Environment): LocatedBucket {
  const region = regionOf(env)
  if (!regionPattern.test(region)) return problem('AWS_REGION is no region, such as eu-west-1')
  const endpoint = endpointOf('S3', env)
  if (endpoint === null) return { kind: 'ok', location: atAws(name, region) }
  const { variable, url } = endpoint
  if (url === null) return problem(`${variable} is no http or https URL`)
  if (url.username !== '' || url.password !== '')
    return problem(`${variable} holds a login: S3 takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead`)
  const baseUrl = `${url.origin}${url.pathname.replace(/\/?$/, '/')}${name.bucket}/`
  return {
    kind: 'ok',
    location: { ...name, region, baseUrl, host: url.host, endpointVariable: variable },
  }
}

/** The variable that names a service's server, and its URL, null where it is none; null where no variable names one. */
export function endpointOf(
  service: 'S3' | 'STS',
  env: Environment,
): { readonly variable: string; readonly url: URL | null } | null {
  const variable = [`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL'].find((name) => set(env[name]) !== null)
  const text = variable === undefined ? null : set(env[variable])
  if (variable === undefined || text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  return { variable, url: url !== null && /^https?:$/.test(url.protocol) ? url : null }
}

/** The domain of AWS in a region. https://docs.aws.amazon.com/general/latest/gr/s3.html */
export function awsHost(service: 's3' | 'sts', region: string): string {
  return `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}

/** A bucket with a dot in its name doesn't fit the certificate for `*.s3.<region>.amazonaws.com`. */
function atAws(name: BucketName, region: string): S3Location {
  const server = awsHost('s3', region)
  const host = name.bucket.includes('.') ? server : `${name.bucket}.${server}`
  const baseUrl = name.bucket.includes('.') ? `https://${server}/${name.bucket}/` : `https://${host}/`
  return { ...name, region, baseUrl, host, endpointVariable: null }
}

/** The URL of an object, percent-encoded as the signature wants it: everything but letters, digits and `-._~/`. */
export function objectUrl({ baseUrl, prefix }: S3Location, name: string): string {
  const key = prefix === '' ? name : `${prefix}/${name}`
  return `${baseUrl}${key.split('/').map(encodeSegment).join('/')}`
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function set(value: string | undefined): string | null {
  const text = value?.trim() ?? ''
  return text === '' ? null : text
}

function problem(reason: string): LocatedBucket {
  return { kind: 'problem', reason }
}
