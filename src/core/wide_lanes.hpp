#pragma once

namespace cupola {

/// Whether to run the kernels of the `*_v4.cpp` files: on a CPU with AVX-512 (F, DQ, VL, BW, CD), unless the
/// environment variable CUPOLA_NARROW_LANES is set. The bits of the results do not depend on it.
bool has_wide_lanes();

}  // namespace cupola
