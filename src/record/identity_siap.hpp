#pragma once

#include <vector>

#include "record/siap.hpp"

namespace cupola {

/// How well a picture says what is what.
struct IdentitySiap {
  double completeness = 0.0;  ///< share of the tracked truths that any of their tracks calls something
  double correctness = 0.0;   ///< share that all of their tracks call what they are
  double ambiguity = 0.0;     ///< share whose tracks call them different things, or some nothing
};

/// How complete, correct and clear are the identities in the picture?
/// Model      Stone Soup 1.9's IDSIAPMetrics, after Votruba et al. (2001): sums over all scans of CID = (JT -
///            JU) / JT, IDC = JC / JT, IDA = (JT - JC - JI - JU) / JT, where of JT tracked truths JU have no
///            track with an identity, JC none but with their own, JI none but with others. A truth is what
///            its last state says; of a truth that says nothing no track is right
/// Returns    shares in [0, 1]; 0 where no truth is tracked
/// Accurate   1e-9 against Stone Soup 1.9.1
/// Checked by src/formats/tests/siap_test.cpp, src/record/tests/identity_siap.cpp
IdentitySiap identity_siap(const ScanStates& truth, const ScanStates& tracks,
                           const std::vector<TrackOfTruth>& pairs);

}  // namespace cupola
