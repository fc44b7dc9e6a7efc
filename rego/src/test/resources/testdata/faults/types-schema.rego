# METADATA
# scope: package
# schemas:
# - input:
#     type: object
#     properties:
#       name: {type: string}
#       old: {type: [string, "null"]}
#       tags: {type: object, additionalProperties: {type: string}}
#       parts: {type: array, items: {$ref: "#/definitions/part"}}
#     definitions:
#       part: {type: object, properties: {size: {type: integer}, parts: {type: array, items: {$ref: "#/definitions/part"}}}}
package a

p1 := input.nam

p2 if input.old == null

p3 if input.name == 3

p4 := input.tags.a.b

p5 := input.parts[_].sise

p6 := input.parts[0].parts[0].parts[0].size

# METADATA
# schemas:
# - input.tags: {type: object, properties: {a: {type: string}}}
# - data.people: {type: array}
p7 := [input.tags.b, input.name, data.people.a]
