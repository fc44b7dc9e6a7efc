# METADATA
# title: names
# organizations: [Shop]
# authors:
# - Dana <dana@example.org>
# - {name: Kim}
# related_resources:
# - https://example.org
# - {ref: https://example.org, description: more}
# custom: {team: dba}
package a

# METADATA
# entrypoint: true
# schemas:
#   - input: schema.input
#   - data.limits: {type: object}
p if input.x
