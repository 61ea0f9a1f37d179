package postern.smtp.route;

import java.util.List;

/// Takes every address, for one transport: `driver = accept`.
public record AcceptRouter(Common common, String transport) implements Router {
    @Override
    public Route route(RouteQuestion question) {
        return new Route.Deliver(transport, List.of());
    }
}
