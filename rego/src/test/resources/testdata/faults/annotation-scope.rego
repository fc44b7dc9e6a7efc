package a

# METADATA
# scope: package
p := 1
