import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'deny-public-registry',
  practice: '3.3',
  title: 'No public repositories of images',
  why: "What is in a public repository is everybody's, secrets in its layers included.",
  remedy: 'Use a private repository, and a repository policy for other accounts.',
  actions: actions(
    'ecr-public',
    'CreateRepository PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload SetRepositoryPolicy',
  ),
  gaps: [
    {
      actions: [],
      why: 'Pulling public images needs no IAM permission.',
      coveredBy: ['container-image-allowed-registry'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistrypublic.html',
  ],
  examples: [
    { name: 'a public repository', expect: 'deny', action: 'ecr-public:CreateRepository', region: 'us-east-1' },
    { name: 'a private one', expect: 'allow', action: 'ecr:CreateRepository' },
  ],
});
