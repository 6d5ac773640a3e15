#pragma once

#include "catalogue/radar_type.hpp"

namespace cupola {

inline constexpr double kBoltzmann_j_k = 1.380649e-23;

/// How strong is the echo of one pulse, against the receiver's own noise?
/// Model      S/N = C rcs / R^4 in free space, at the peak of the beam. From its factors (Skolnik 3e, 2;
///            Blake, NRL 6930), energy form: C = P tau Gt Gr lambda^2 / ((4 pi)^3 k Ts L), L the product of
///            the named losses and of what a CFAR window costs (cfar.hpp). From a reference: C such that a
///            target of the reference's cross-section (mean of its Swerling case) has the reference Pd at
///            the reference range (RULES 7): what a CFAR window costs is in that range already and not
///            taken off again
/// Returns    natural logarithm of C, m2
/// Checked by tests/radar_equation_test.cpp
double ln_radar_constant(const RadarType& radar);

/// How strong is noise from a transmitter in free space, received through the peak of the beam, against the
/// receiver's own?
/// Model      ERP density times Gr lambda^2 / ((4 pi R)^2 k Ts) (Skolnik 3e, 2; models.md M14)
/// Returns    power ratio
double jamming_over_noise(const RadarType& radar, double erp_density_w_hz, double range_m);

}  // namespace cupola
