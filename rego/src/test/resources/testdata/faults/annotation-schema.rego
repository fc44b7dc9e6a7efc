package a

# METADATA
# schemas:
#   - input: schema.input
#   - result: schema.other
p := 1
