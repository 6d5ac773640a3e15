#include "core/tests/philox_functions.hpp"

namespace cupola {

void evaluate_philox_v4(std::uint64_t key, const std::uint64_t* stream, const std::uint64_t* ordinal,
                        double* result, int count) {
  evaluate_philox<lanes::Lanes8>(key, stream, ordinal, result, count);
}

}  // namespace cupola
