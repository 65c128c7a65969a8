// The app behind cdk.out: `npm install aws-cdk-lib constructs && CDK_OUTDIR=cdk.out node app.mjs`
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

const app = new App({ treeMetadata: false, context: { 'aws:cdk:enable-path-metadata': true } });
const stack = new Stack(app, 'Orders');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENABLED });
const repository = new ecr.Repository(stack, 'Repository', {
  imageScanOnPush: true,
  imageTagMutability: ecr.TagMutability.IMMUTABLE,
});

// The pattern's defaults: a listener without TLS, and no circuit breaker.
new ApplicationLoadBalancedFargateService(stack, 'Api', {
  cluster,
  cpu: 512,
  memoryLimitMiB: 1024,
  desiredCount: 2,
  taskImageOptions: {
    image: ecs.ContainerImage.fromEcrRepository(repository, '4f2a9c1e07'),
    containerPort: 8080,
    environment: { LOG_LEVEL: 'info' },
  },
});

const task = new ecs.FargateTaskDefinition(stack, 'WorkerTask', { cpu: 256, memoryLimitMiB: 512 });
task.addContainer('worker', { image: ecs.ContainerImage.fromEcrRepository(repository) });
task.addToTaskRolePolicy(new PolicyStatement({ actions: ['*'], resources: ['*'] }));
new ecs.FargateService(stack, 'Worker', {
  cluster,
  taskDefinition: task,
  desiredCount: 2,
  assignPublicIp: true,
  circuitBreaker: { rollback: true },
});

app.synth();
