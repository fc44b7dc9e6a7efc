package a

import rego.v1
import rego.v1
