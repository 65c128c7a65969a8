import { block, blocks, value } from '../fields.js';
import { reference } from '../links.js';

/** `service_connect_configuration` of a service. */
export const serviceConnect = block('service_connect_configuration', {
  Enabled: value('enabled'),
  Namespace: reference('namespace'),
  LogConfiguration: block('log_configuration', {
    LogDriver: value('log_driver'),
    Options: value('options'),
    SecretOptions: blocks('secret_option', { Name: value('name'), ValueFrom: reference('value_from') }),
  }),
  Services: blocks('service', {
    PortName: value('port_name'),
    DiscoveryName: value('discovery_name'),
    IngressPortOverride: value('ingress_port_override'),
    ClientAliases: blocks('client_alias', { DnsName: value('dns_name'), Port: value('port') }),
    Tls: block('tls', {
      IssuerCertificateAuthority: block('issuer_cert_authority', {
        AwsPcaAuthorityArn: reference('aws_pca_authority_arn'),
      }),
      KmsKey: reference('kms_key'),
      RoleArn: reference('role_arn'),
    }),
  }),
});
