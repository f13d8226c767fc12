// Where the names of the isolated network live: every host of the cases, and its address.

/** Hosts that answer inside the isolated network. The addresses are on its loopback device. */
export const hostAddresses: Readonly<Record<string, string>> = {
  'proxy.golang.org': '142.250.80.17',
  'sum.golang.org': '142.250.80.81',
  'storage.googleapis.com': '142.250.81.27',
  'goproxy.cn': '101.71.33.11',
  'goproxy.io': '119.28.201.50',
  'mirrors.aliyun.com': '163.181.92.230',
  'github.com': '140.82.112.3',
  'gitlab.com': '172.65.251.78',
  'bitbucket.org': '104.192.142.24',
  'gopkg.in': '35.196.143.184',
  'go.uber.org': '104.21.31.9',
  'golang.org': '142.250.80.49',
  'google.golang.org': '142.250.80.113',
  'k8s.io': '34.107.204.206',
  'artifactory.example.com': '10.20.0.15',
  'nexus.corp.example.com': '10.20.0.16',
  'athens.build.svc.cluster.local': '10.96.12.7',
  'goproxy.corp.example.com': '10.20.0.17',
  'git.corp.example.com': '10.20.0.30',
  'code.example.net': '10.20.0.31',
  'egress.corp.example.com': '10.20.0.40',
}

/** Addresses behind a device that loses every packet. */
export const blackHole = '34.0.0.0/8'
/** Addresses for which the router says that there is no such host. */
export const unreachable = '203.0.113.0/24'
