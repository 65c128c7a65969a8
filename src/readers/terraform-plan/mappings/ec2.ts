import { tags, value } from '../fields.js';
import { reference } from '../links.js';
import type { Mappings } from '../mapping.js';

export const ec2: Mappings = {
  aws_subnet: {
    type: 'AWS::EC2::Subnet',
    fields: {
      VpcId: reference('vpc_id'),
      CidrBlock: value('cidr_block'),
      AvailabilityZone: value('availability_zone'),
      AvailabilityZoneId: value('availability_zone_id'),
      MapPublicIpOnLaunch: value('map_public_ip_on_launch'),
      Tags: tags,
    },
  },
  aws_route_table: {
    type: 'AWS::EC2::RouteTable',
    fields: { VpcId: reference('vpc_id'), Tags: tags },
  },
  aws_route: {
    type: 'AWS::EC2::Route',
    fields: {
      RouteTableId: reference('route_table_id'),
      DestinationCidrBlock: value('destination_cidr_block'),
      DestinationIpv6CidrBlock: value('destination_ipv6_cidr_block'),
      GatewayId: reference('gateway_id'),
      NatGatewayId: reference('nat_gateway_id'),
      TransitGatewayId: reference('transit_gateway_id'),
    },
  },
  aws_route_table_association: {
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    fields: { RouteTableId: reference('route_table_id'), SubnetId: reference('subnet_id') },
  },
  aws_internet_gateway: {
    type: 'AWS::EC2::InternetGateway',
    fields: { Tags: tags },
  },
  aws_network_acl_rule: {
    type: 'AWS::EC2::NetworkAclEntry',
    fields: {
      NetworkAclId: reference('network_acl_id'),
      RuleNumber: value('rule_number'),
      RuleAction: value('rule_action'),
      Egress: value('egress'),
      Protocol: value('protocol'),
      CidrBlock: value('cidr_block'),
      Ipv6CidrBlock: value('ipv6_cidr_block'),
      PortRange: (rule) => {
        const [From, To] = [value('from_port')(rule), value('to_port')(rule)];
        return From === null && To === null ? null : { From, To };
      },
    },
  },
};
