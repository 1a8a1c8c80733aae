"""System checks of the accounts."""

from cms.accounts.checks import NO_FACTOR, NO_KEEPER, check_deployment


def test_a_server_without_second_factors_is_told(settings):
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = True
    assert check_deployment() == []
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = False
    settings.MIDDLEWARE = []
    assert check_deployment() == [NO_FACTOR, NO_KEEPER]
