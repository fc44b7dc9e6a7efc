package a

import future.keywords.loops
