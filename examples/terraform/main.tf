# Two services from one module, on a shared cluster. plan.json is what `terraform show -json` prints for it.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.90"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "vpc_id" {
  type = string
}

variable "private_subnet_ids" {
  type = list(string)
}

variable "public_subnet_ids" {
  type = list(string)
}

variable "certificate_arn" {
  type = string
}

variable "database_password" {
  type      = string
  sensitive = true
}

variable "run_migration" {
  type    = bool
  default = true
}

variable "services" {
  type = map(object({
    image     = string
    actions   = list(string)
    resources = list(string)
    public_ip = bool
    exec      = bool
  }))
  default = {
    api = {
      image     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api:9c1e07b"
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      resources = ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]
      public_ip = false
      exec      = false
    }
    worker = {
      image     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/worker:latest"
      actions   = ["s3:*"]
      resources = ["*"]
      public_ip = true
      exec      = true
    }
  }
}

resource "aws_cloudwatch_log_group" "exec" {
  name              = "/ecs/shop/exec"
  retention_in_days = 365
}

resource "aws_ecs_cluster" "main" {
  name = "shop"

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }

  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = aws_cloudwatch_log_group.exec.name
      }
    }
  }
}

resource "aws_ecr_repository" "app" {
  for_each = toset(["api", "worker"])

  name                 = "shop/${each.key}"
  image_tag_mutability = each.key == "api" ? "IMMUTABLE" : "MUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_iam_role" "execution" {
  name = "shop-execution"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

module "service" {
  source   = "./modules/service"
  for_each = var.services

  name               = each.key
  image              = each.value.image
  actions            = each.value.actions
  resources          = each.value.resources
  public_ip          = each.value.public_ip
  exec               = each.value.exec
  region             = var.region
  vpc_id             = var.vpc_id
  subnet_ids         = var.private_subnet_ids
  cluster_id         = aws_ecs_cluster.main.id
  execution_role_arn = aws_iam_role.execution.arn
  database_password  = var.database_password
}

# Runs once before a release. Its image is named by a repository that does not exist yet.
resource "aws_ecs_task_definition" "migration" {
  count = var.run_migration ? 1 : 0

  family                   = "migration"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.execution.arn

  container_definitions = jsonencode([{
    name  = "migration"
    image = "${aws_ecr_repository.app["api"].repository_url}:9c1e07b"
  }])
}

resource "aws_security_group" "load_balancer" {
  name        = "shop-load-balancer"
  description = "The shop, from the internet"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  for_each = toset(["80", "443"])

  security_group_id = aws_security_group.load_balancer.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
}

resource "aws_vpc_security_group_ingress_rule" "api" {
  security_group_id            = module.service["api"].security_group_id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

# Left over from an afternoon of debugging.
resource "aws_vpc_security_group_ingress_rule" "debugger" {
  security_group_id = module.service["worker"].security_group_id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 9229
  to_port           = 9229
}

resource "aws_lb" "main" {
  name               = "shop"
  internal           = false
  load_balancer_type = "application"
  security_groups    = [aws_security_group.load_balancer.id]
  subnets            = var.public_subnet_ids
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = var.certificate_arn
  ssl_policy        = "ELBSecurityPolicy-2015-05"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "closed for the season"
      status_code  = "503"
    }
  }
}
