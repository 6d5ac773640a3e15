#!/usr/bin/env python3
"""Writes the direction numbers of Joe and Kuo that Cupola carries: tools/sobol_directions.py > src/study/sobol_directions.cpp

Needs numpy and scipy, which ships the published table (new-joe-kuo-6.21201, S. Joe and F. Y. Kuo 2008, BSD licence).
"""
import os

import numpy as np
import scipy
import scipy.stats

DIMENSIONS = 256

table = np.load(os.path.join(os.path.dirname(scipy.stats.__file__), "_sobol_direction_numbers.npz"))
print(f"// By tools/sobol_directions.py from SciPy {scipy.__version__}: the first {DIMENSIONS} dimensions of new-joe-kuo-6.21201.")
print("// (c) 2008 Stephen Joe and Frances Y. Kuo, under the BSD licence.")
print('#include "study/sobol_sequence.hpp"\n')
print("namespace cupola {\n")
print("// clang-format off: rows of a table")
print("const std::array<SobolDirections, kSobolDimensions> kSobolDirections = {{")
for poly, first in zip(table["poly"][:DIMENSIONS], table["vinit"][:DIMENSIONS]):
    degree = max(int(poly).bit_length() - 1, 0)
    print(f"    {{{int(poly)}, {{{', '.join(str(int(v)) for v in first[:max(degree, 1)])}}}}},")
print("}};")
print("// clang-format on\n")
print("}  // namespace cupola")
